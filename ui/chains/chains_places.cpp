// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How ChainsPanel goes to chains and rules.
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <algorithm>

#include "ui/chains/chain_view.h"
#include "ui/chains/chains_panel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {
namespace {

using models::ChainModel;

constexpr std::chrono::seconds kWanted{5};  // for which a rule that is wanted may still come in sight

}  // namespace

void ChainsPanel::goToChain(const Place& place) {
    QModelIndex chain = filter_.mapFromSource(model_.indexOf(place.backend, place.table, place.chain));
    if (!chain.isValid()) {
        dropFilter();
        chain = filter_.mapFromSource(model_.indexOf(place.backend, place.table, place.chain));
    }
    if (chain.isValid()) {
        view_->expand(chain);
        view_->scrollTo(chain, QAbstractItemView::PositionAtTop);
        view_->setCurrentIndex(filter_.rowCount(chain) > 0 ? filter_.index(0, 0, chain) : chain);
    }
}

void ChainsPanel::dropFilter() {
    words_->clear();
    onlyWithRules_->setChecked(false);
}

void ChainsPanel::goBack() {
    if (!back_.empty()) {
        const Place place = back_.back();
        back_.pop_back();
        goToChain(place);
    }
    backButton_->setEnabled(!back_.empty());
}

void ChainsPanel::goToHook(netfilter::Hook hook) {
    for (const bool all : {false, true}) {
        if (all) {
            onlyWithRules_->setChecked(false);
        }
        for (int row = 0; row < filter_.rowCount(); ++row) {
            const QModelIndex chain = filter_.index(row, 0);
            if (chain.data(ChainModel::HookRole).toInt() == static_cast<int>(hook)) {
                view_->scrollTo(chain, QAbstractItemView::PositionAtTop);
                view_->setCurrentIndex(chain);
                return;
            }
        }
    }
}

void ChainsPanel::onRuleWanted(const PickedRule& rule) {
    wanted_ = rule;
    wantedFor_ = QDeadlineTimer(kWanted);
    showGraph(false);
    nodes_->setCurrentText(rule.node);
    namespaces_->setCurrentIndex(std::max(0, namespaces_->findData(rule.netns)));
    selectWanted();
}

/// A panel that is not in sight does not read namespace after namespace for it.
void ChainsPanel::onRuleShown(const PickedRule& rule) {
    if (isVisible()) {
        onRuleWanted(rule);
    }
}

/// What is shown may be old, when the panel was not in sight: then the rule is waited for.
void ChainsPanel::selectWanted() {
    if (wanted_.chain.isEmpty() || wanted_.node != nodes_->currentText()) {
        return;
    }
    const QModelIndex chain = model_.indexOf(wanted_.backend, wanted_.table, wanted_.chain);
    const QModelIndex rule = model_.indexOf(chain, wanted_.specification);
    if (!rule.isValid() && !wantedFor_.hasExpired()) {
        return;
    }
    const PickedRule wanted = std::exchange(wanted_, {});
    goToRule({wanted.backend, wanted.table, wanted.chain}, wanted.specification);
}

/// To the chain where there is no such rule.
void ChainsPanel::goToRule(const Place& place, const QString& specification) {
    const QPersistentModelIndex rule =
        model_.indexOf(model_.indexOf(place.backend, place.table, place.chain), specification);
    if (rule.isValid() && !filter_.mapFromSource(rule).isValid()) {
        dropFilter();
    }
    goToChain(place);
    if (const QModelIndex shown = filter_.mapFromSource(rule); shown.isValid()) {
        view_->scrollTo(shown);
        view_->setCurrentIndex(shown);
    }
}

void ChainsPanel::onCurrent(const QModelIndex& current) {
    const QString line = current.data(ChainModel::LineRole).toString();
    line_->setText(line);
    raw_->setVisible(!line.isEmpty());
}

}  // namespace podwire::ui
