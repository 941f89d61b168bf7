// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dns/dns_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "core/live/live.h"
#include "ui/dns/dns_log_view.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"
#include "ui/text/words.h"
#include "ui/widgets/buttons.h"

namespace podwire::ui {
namespace {

constexpr int queryWidth = 440;

std::string firstAddress(const netstate::Link& link) {
    for (const netstate::Address& address : link.addresses) {
        if (address.family == "inet" && address.scope == "global") {
            return address.local;
        }
    }
    return {};
}

/// The address by which other nodes know this one: that of the link on which its default route leaves.
std::string addressOf(const plan::Observed& node) {
    const netstate::Netns* own = node.findNetns({});
    if (own == nullptr) {
        return {};
    }
    for (const netstate::Route& route : own->routes) {
        const netstate::Link* link = route.destination == "default" ? own->findLink(route.device) : nullptr;
        if (link != nullptr) {
            return firstAddress(*link);
        }
    }
    return {};
}

const session::LabSession::Node* nodeOf(const session::LabSession& session, const QString& node) {
    const auto& all = session.shells();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == node.toStdString(); });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

DnsPanel::DnsPanel(Selection& selection, QWidget* parent)
    : LivePanel(parent),
      tools_(new QWidget(this)),
      place_(new PlaceChoice),
      query_(new DnsQueryBox),
      log_(new DnsLogView) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connect(place_, &PlaceChoice::changed, this, &DnsPanel::refresh);
    connect(query_, &DnsQueryBox::placeWanted, place_, &PlaceChoice::choose);
    connect(&selection, &Selection::nodeWanted, this, [this](const QString& node, const QString& netns) {
        place_->choose(node, netns);
        log_->showNode(node);
    });
}

void DnsPanel::build() {
    auto* menu = new QMenu(this);
    menu->addAction(tr("Copy the answer"), this,
                    [this] { QApplication::clipboard()->setText(query_->answer()); });
    menu->addSeparator();
    log_->table()->addActionsTo(*menu);
    auto* save = button(tr("Copy or export"), "link");
    save->setMenu(menu);
    auto* bar = new QHBoxLayout(tools_);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(size::gap);
    bar->addWidget(place_);
    bar->addWidget(save);
    bar->addStretch(1);
    auto* split = new QSplitter;
    split->addWidget(query_);
    split->addWidget(log_);
    split->setStretchFactor(1, 1);
    split->setSizes({queryWidth, 2 * queryWidth});
    split->setChildrenCollapsible(false);
    split->setHandleWidth(size::space);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(size::gap, 4, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(tools_);
    layout->addWidget(split, 1);
}

void DnsPanel::setLive(live::Live* live) {
    if (session_ != nullptr) {
        session_->disconnect(this);
    }
    session_ = live == nullptr ? nullptr : &live->session();
    ofLab_ = session_ == nullptr ? std::vector<live::LabDnsServer>() : live::dnsServersOf(session_->lab());
    place_->setSession(session_);
    log_->setSession(session_);
    if (session_ != nullptr) {
        connect(session_, &session::LabSession::assessmentChanged, this, &DnsPanel::refresh);
        if (!ofLab_.empty()) {
            place_->choose(text(ofLab_.front().node), {});
            query_->setQuestion(
                ofLab_.front().rewrites.empty() ? QString() : text(ofLab_.front().rewrites.front().first),
                QStringLiteral("A"));
        }
    }
    refresh();
}

void DnsPanel::refresh() {
    const auto* node = session_ == nullptr ? nullptr : nodeOf(*session_, place_->node());
    query_->setPlace(
        {place_->node(), place_->netns(), place_->words(), node == nullptr ? nullptr : node->shell});
    query_->setServers(servers());
}

DnsServerChoice DnsPanel::choiceOf(const live::LabDnsServer& server) const {
    const bool here = place_->node() == text(server.node) && place_->netns().isEmpty();
    const auto assessment = session_->assessment();
    const auto node = assessment->nodes.find(server.node);
    return {tr("%1 on %2").arg(text(server.name), text(server.node)),
            here                              ? "127.0.0.1"
            : node == assessment->nodes.end() ? std::string()
                                              : addressOf(node->second),
            server.port, server};
}

QList<DnsServerChoice> DnsPanel::servers() const {
    QList<DnsServerChoice> all{{tr("the resolver of this place"), {}, 53, {}}};
    std::vector<std::string> upstreams;
    for (const live::LabDnsServer& server :
         session_ == nullptr ? std::vector<live::LabDnsServer>() : ofLab_) {
        if (DnsServerChoice choice = choiceOf(server); !choice.address.empty()) {
            all.append(std::move(choice));
        }
        for (const std::string& upstream : server.upstreams) {
            if (std::find(upstreams.begin(), upstreams.end(), upstream) == upstreams.end()) {
                upstreams.push_back(upstream);
            }
        }
    }
    for (const std::string& upstream : upstreams) {
        all.append({tr("%1, of the outside").arg(text(upstream)), upstream, 53, {}});
    }
    return all;
}

}  // namespace podwire::ui
