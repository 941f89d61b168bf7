// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backends/witness_box.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/words.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

/// The lab's backends, then whoever else a witness names.
std::vector<std::pair<std::string, QString>> serversOf(const live::Witnesses& witnesses,
                                                       const std::vector<lab::Backend>& backends) {
    std::vector<std::pair<std::string, QString>> servers;
    for (const lab::Backend& backend : backends) {
        servers.emplace_back(backend.address, text(backend.name));
    }
    for (const live::Counts& counts : {witnesses.answers, witnesses.rules.value_or(live::Counts()),
                                       witnesses.connections.value_or(live::Counts())}) {
        for (const auto& [server, count] : counts) {
            if (std::none_of(servers.begin(), servers.end(),
                             [&, &address = server](const auto& one) { return one.first == address; })) {
                servers.emplace_back(server, server.empty() ? WitnessBox::tr("unknown") : text(server));
            }
        }
    }
    return servers;
}

}  // namespace

WitnessBox::WitnessBox(QWidget* parent) : QWidget(parent), grid_(new QGridLayout), said_(label({})) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    grid_->setHorizontalSpacing(size::space);
    grid_->setVerticalSpacing(2);
    column->addLayout(grid_);
    column->addWidget(said_);
    said_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
}

void WitnessBox::setWitnesses(const live::Witnesses* witnesses, const std::vector<lab::Backend>& backends) {
    setVisible(witnesses != nullptr);
    if (witnesses == nullptr) {
        return;
    }
    const auto servers = serversOf(*witnesses, backends);
    QList<QStringList> rows{{tr("witness")}};
    for (const auto& [server, name] : servers) {
        rows.front() << name;
    }
    const auto add = [&](const QString& who, const std::optional<live::Counts>& counts) {
        QStringList row{who};
        for (const auto& [server, name] : servers) {
            const auto found = counts ? counts->find(server) : live::Counts::const_iterator();
            row << (!counts ? QStringLiteral("–")
                            : QString::number(found == counts->end() ? 0 : found->second));
        }
        rows << row;
    };
    add(tr("answers"), witnesses->answers);
    add(tr("rules"), witnesses->rules);
    add(tr("conntrack"), witnesses->connections);
    QStringList sentences;
    for (const std::string& alarm : witnesses->alarms) {
        sentences << text(alarm);
    }
    const bool agree = sentences.isEmpty() && witnesses->rules && witnesses->connections;
    for (const std::string& why : {witnesses->whyNoRules, witnesses->whyNoConnections}) {
        if (!why.empty()) {
            sentences << text(why);
        }
    }
    if (agree) {
        sentences << (witnesses->failed > 0 ? tr("No witness contradicts another.") : tr("All three agree."));
    }
    setStyleProperty(*said_, "tone",
                     witnesses->alarms.empty() ? QStringLiteral("muted") : QStringLiteral("bad"));
    conclusion_ = sentences.join(u' ');
    rows_ = rows;
    render();
}

void WitnessBox::render() {
    qDeleteAll(cells_);
    cells_.clear();
    for (qsizetype row = 0; row < rows_.size(); ++row) {
        for (qsizetype column = 0; column < rows_[row].size(); ++column) {
            auto* cell = label(rows_[row][column], row == 0 || column == 0 ? "muted" : "");
            cell->setWordWrap(false);
            grid_->addWidget(cell, static_cast<int>(row), static_cast<int>(column),
                             column == 0 ? Qt::AlignLeft : Qt::AlignRight);
            cells_ << cell;
        }
    }
    said_->setText(conclusion_);
}

QString WitnessBox::words() const {
    QStringList lines;
    for (const QStringList& row : rows_) {
        lines << row.join(u' ');
    }
    lines << conclusion_;
    return lines.join(u'\n');
}

}  // namespace podwire::ui
