// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The context menu of ChainsPanel.
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>

#include "core/base/shellwords.h"
#include "ui/chains/chain_export.h"
#include "ui/chains/chain_graph_page.h"
#include "ui/chains/chain_view.h"
#include "ui/chains/chains_panel.h"
#include "ui/chains/change_strip.h"
#include "ui/text/read_only_words.h"
#include "ui/text/words.h"

namespace podwire::ui {

using models::ChainModel;
using netfilter::RuleChange;

netfilter::RuleTool ChainsPanel::toolFor(const QModelIndex& index) const {
    netfilter::RuleTool tool;
    if (index.data(ChainModel::BackendRole).toString() == QStringLiteral("legacy")) {
        tool.name = "iptables-legacy";
    }
    return {tool.name, namespaces_->currentData().toString().toStdString()};
}

RuleChange ChainsPanel::changeOf(const QModelIndex& index, RuleChange::Kind kind) const {
    RuleChange change;
    change.kind = kind;
    change.table = index.data(ChainModel::TableRole).toString().toStdString();
    change.chain = index.data(ChainModel::ChainRole).toString().toStdString();
    change.line = index.data(ChainModel::LineRole).toString().toStdString();
    change.nth = index.data(ChainModel::NthRole).toInt();
    return change;
}

void ChainsPanel::openMenu(QPoint place) {
    const QModelIndex index = view_->indexAt(place);
    QMenu menu(this);
    if (index.isValid() && index.data(ChainModel::IsChainRole).toBool()) {
        addChainActions(menu, index);
    } else if (index.isValid()) {
        addRuleActions(menu, index);
    }
    menu.addSeparator();
    menu.addAction(tr("Save the rules shown..."), this, &ChainsPanel::save);
    menu.exec(view_->viewport()->mapToGlobal(place));
}

void ChainsPanel::addRuleActions(QMenu& menu, const QModelIndex& index) {
    const QString line = index.data(ChainModel::LineRole).toString();
    const QString table = index.data(ChainModel::TableRole).toString();
    menu.addAction(tr("Copy line"), [line] { QApplication::clipboard()->setText(line); });
    if (const auto words = netfilter::addCommand(table.toStdString(), line.toStdString(), toolFor(index))) {
        menu.addAction(tr("Copy as command"), [command = text(quoteCommand(*words))] {
            QApplication::clipboard()->setText(command);
        });
    }
    if (!index.data(ChainModel::GoneRole).toBool()) {
        menu.addSeparator();
        const qsizetype before = menu.actions().size();
        addChanges(menu, index);
        if (editor_ == nullptr) {
            refuse(menu, before);
        }
    }
}

/// Greys what would change a node that is read-only, from the `first` action on.
void ChainsPanel::refuse(QMenu& menu, qsizetype first) const {
    menu.setToolTipsVisible(true);
    for (QAction* action : menu.actions().mid(first)) {
        action->setEnabled(false);
        action->setToolTip(readOnlyReason({nodes_->currentText()}));
    }
}

void ChainsPanel::addChanges(QMenu& menu, const QModelIndex& index) {
    const netfilter::RuleTool tool = toolFor(index);
    const int number = index.data(ChainModel::NumberRole).toInt();
    const int last = index.parent().data(ChainModel::RuleCountRole).toInt();
    const auto move = [this, tool](RuleChange change, int to) {
        switchingOff_ = false;
        change.position = to;
        change_->offer(change, tool, tr("Move the rule to place %1?").arg(to), tr("Undo"));
    };
    const RuleChange moved = changeOf(index, RuleChange::Kind::Move);
    menu.addAction(tr("Move up"), [=] { move(moved, number - 1); })->setEnabled(number > 1);
    menu.addAction(tr("Move down"), [=] { move(moved, number + 1); })->setEnabled(number < last);
    menu.addAction(tr("Edit..."), [this, tool, change = changeOf(index, RuleChange::Kind::Replace)] {
        switchingOff_ = false;
        change_->edit(change, tool);
    });
    menu.addAction(tr("Switch off"), [this, tool, change = changeOf(index, RuleChange::Kind::Delete)] {
        switchingOff_ = true;
        change_->offer(
            change, tool,
            tr("Switch the rule off? It is deleted; the menu of its chain brings it back, as long as "
               "this window is open."),
            tr("Switch on"));
    });
    menu.addAction(tr("Delete"), [this, tool, change = changeOf(index, RuleChange::Kind::Delete)] {
        switchingOff_ = false;
        change_->offer(change, tool, tr("Delete the rule?"), tr("Undo"));
    });
}

/// Among them the rules of the chain that were switched off.
void ChainsPanel::addChainActions(QMenu& menu, const QModelIndex& index) {
    menu.addAction(tr("Copy name"), [name = index.data(ChainModel::ChainRole).toString()] {
        QApplication::clipboard()->setText(name);
    });
    menu.addAction(tr("Graph from here"),
                   [this, begin = ChainGraphPage::Begin{index.data(ChainModel::BackendRole).toString(),
                                                        index.data(ChainModel::TableRole).toString(),
                                                        index.data(ChainModel::ChainRole).toString()}] {
                       showGraph(true);
                       graph_->begin(begin);
                   });
    for (const SwitchedOff& one : off_) {
        const RuleChange here = changeOf(index, one.back.kind);
        if (one.node == nodes_->currentText() && one.netns == namespaces_->currentData().toString() &&
            one.tool.name == toolFor(index).name && one.back.table == here.table &&
            one.back.chain == here.chain) {
            menu.addAction(tr("Switch on: %1").arg(text(one.back.line)), [this, one] {
                change_->offer(one.back, one.tool, tr("Switch the rule on again?"), tr("Undo"));
            });
        }
    }
}

void ChainsPanel::save() {
    const QString csv = tr("Table (*.csv)");
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the rules shown"),
                                                      nodes_->currentText() + QStringLiteral("-chains.csv"),
                                                      csv + QStringLiteral(";;") + tr("JSON (*.json)"));
    if (path.isEmpty()) {
        return;
    }
    QSaveFile file(path);
    const QByteArray bytes =
        path.endsWith(QStringLiteral(".json")) ? chainsAsJson(filter_) : chainsAsCsv(filter_);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        Q_EMIT statusChanged(tr("%1 could not be written: %2").arg(path, file.errorString()));
    }
}

}  // namespace podwire::ui
