// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dns/dns_log_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/dns/dns_words.h"
#include "ui/live/live_table.h"
#include "ui/text/words.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {
namespace {

using models::DnsLogModel;

constexpr int nearEnd = 4;  // pixels

const session::LabSession::Node* nodeOf(const session::LabSession& session, const std::string& node) {
    const auto& all = session.shells();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == node; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

DnsLogView::DnsLogView(QWidget* parent)
    : QWidget(parent),
      choice_(new QComboBox),
      state_(new ElidedLabel),
      table_(new LiveTable(tr("DNS log"), model_, dnsLogCell, dnsLogLook)) {
    build();
    connect(choice_, &QComboBox::currentIndexChanged, this, &DnsLogView::follow);
    tell();
}

void DnsLogView::build() {
    choice_->setAccessibleName(tr("DNS server whose log is shown"));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    state_->setMuted(true);
    QHeaderView* header = table_->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    for (const auto& [column, width] :
         std::initializer_list<std::pair<int, int>>{{DnsLogModel::WhenColumn, 100},
                                                    {DnsLogModel::ClientColumn, 104},
                                                    {DnsLogModel::TypeColumn, 56},
                                                    {DnsLogModel::RcodeColumn, 88},
                                                    {DnsLogModel::TookColumn, 72}}) {
        table_->setColumnWidth(column, width);
    }
    header->setStretchLastSection(false);
    header->setSectionResizeMode(DnsLogModel::NameColumn, QHeaderView::Stretch);
    table_->setColumnHidden(DnsLogModel::TextColumn, true);  // what is no query stands under the name
    auto* head = new QHBoxLayout;
    head->addWidget(choice_);
    head->addWidget(state_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(table_, 1);
    QScrollBar* bar = table_->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this,
            [this, bar](int value) { following_ = value >= bar->maximum() - nearEnd; });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar] {
        if (following_) {
            bar->setValue(bar->maximum());
        }
    });
}

void DnsLogView::setSession(session::LabSession* session) {
    if (session_ != nullptr) {
        session_->disconnect(this);
    }
    session_ = session;
    servers_ = session == nullptr ? std::vector<live::LabDnsServer>() : live::dnsServersOf(session->lab());
    {
        const QSignalBlocker silent(choice_);
        choice_->clear();
        for (const live::LabDnsServer& server : servers_) {
            choice_->addItem(tr("%1 on %2").arg(text(server.name), text(server.node)));
        }
    }
    choice_->setVisible(!servers_.empty());
    if (session != nullptr) {
        connect(session, &session::LabSession::assessmentChanged, this, &DnsLogView::tell);
    }
    follow();
}

const live::LabDnsServer* DnsLogView::server() const {
    const int at = choice_->currentIndex();
    return at < 0 || at >= static_cast<int>(servers_.size()) ? nullptr
                                                             : &servers_[static_cast<std::size_t>(at)];
}

void DnsLogView::showNode(const QString& node) {
    const live::LabDnsServer* shown = server();
    if (shown != nullptr && shown->node == node.toStdString()) {
        return;
    }
    const auto found = std::find_if(servers_.begin(), servers_.end(),
                                    [&](const auto& one) { return one.node == node.toStdString(); });
    if (found != servers_.end()) {
        choice_->setCurrentIndex(static_cast<int>(found - servers_.begin()));
    }
}

/// Begins the log of the chosen server.
void DnsLogView::follow() {
    need_.reset();
    feed_.reset();
    model_.clear();
    const live::LabDnsServer* chosen = server();
    const auto* node = chosen == nullptr ? nullptr : nodeOf(*session_, chosen->node);
    if (node != nullptr && node->streams) {
        feed_ = std::make_unique<live::LogFeed>(node->streams, chosen->unit);
        connect(feed_.get(), &live::LogFeed::stateChanged, this, &DnsLogView::tell);
        connect(feed_.get(), &live::LogFeed::logged, this, [this](const auto& entries) {
            model_.append(entries);
            tell();
        });
        if (isVisible()) {
            need_ = feed_->need();
        }
    }
    tell();
}

void DnsLogView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (feed_) {
        need_ = feed_->need();
    }
}

void DnsLogView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    need_.reset();
}

QString DnsLogView::state() const {
    return state_->text();
}

void DnsLogView::tell() {
    const live::LabDnsServer* chosen = server();
    if (chosen == nullptr) {
        state_->setText(session_ == nullptr ? QString() : tr("This lab runs no DNS server."));
        return;
    }
    QStringList words{unitWords(*chosen)};
    if (feed_ && feed_->state() == live::Stream::State::Broken) {
        words << text(feed_->problem().message) + QStringLiteral("; trying again");
    } else if (feed_ && feed_->state() == live::Stream::State::Opening) {
        words << tr("opening its log …");
    }
    if (model_.rowCount() > 0) {
        words << counted(model_.rowCount(), tr("line"), tr("lines"));
    }
    if (model_.dropped() > 0) {
        words << tr("%1 older ones dropped").arg(model_.dropped());
    }
    words.removeAll(QString());
    state_->setText(words.join(QStringLiteral(" · ")));
}

QString DnsLogView::unitWords(const live::LabDnsServer& server) const {
    const auto assessment = session_->assessment();
    const auto node = assessment->nodes.find(server.node);
    if (node == assessment->nodes.end()) {
        return tr("%1 was not read").arg(text(server.node));
    }
    const auto unit = node->second.units.find(server.unit);
    const std::string state = unit == node->second.units.end() ? "inactive" : unit->second;
    if (state == "active") {
        return tr("runs, port %1").arg(server.port);
    }
    return tr("%1 does not run on %2 (%3): step %4 starts it")
        .arg(text(server.name), text(server.node), text(state), text(server.step));
}

}  // namespace podwire::ui
