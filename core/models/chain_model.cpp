// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/chain_model.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/models/chain_item.h"

namespace podwire::models {
namespace {

using netfilter::Hook;
using netfilter::TalliedRule;

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

}  // namespace

ChainModel::ChainModel(QObject* parent) : QAbstractItemModel(parent) {}

ChainModel::~ChainModel() = default;

void ChainModel::clear() {
    beginResetModel();
    items_.clear();
    layout_.clear();
    known_ = moment_ = false;
    endResetModel();
}

void ChainModel::setSnapshot(const live::ChainSnapshot& snapshot) {
    now_ = snapshot.at.count();
    callersChanged_ = false;
    if (!updateInPlace(snapshot)) {
        arrangeChains(snapshot);
        callersChanged_ = true;
    }
    if (callersChanged_) {
        findCallers();
    }
    known_ = known_ || snapshot.known;
}

/// False when the chains are not those of the snapshot before.
bool ChainModel::updateInPlace(const live::ChainSnapshot& snapshot) {
    if (layout_.size() != snapshot.sources.size()) {
        return false;
    }
    for (std::size_t s = 0; s < layout_.size(); ++s) {
        const auto& chains = snapshot.sources[s].rules->chains;
        if (chains.size() != layout_[s].size()) {
            return false;
        }
        for (std::size_t i = 0; i < chains.size(); ++i) {
            Item& item = *layout_[s][i];
            if (item.state == chains[i]) {
                continue;
            }
            if (item.state->name != chains[i]->name || item.state->table != chains[i]->table ||
                item.state->policy.empty() != chains[i]->policy.empty()) {
                return false;
            }
            update(item, chains[i]);
        }
    }
    return true;
}

void ChainModel::findCallers() {
    std::map<std::tuple<std::string, std::string, std::string>, QStringList> callers;
    for (const auto& item : items_) {
        for (const Row& row : item->rows) {
            const auto& target = row.rule->installed.rule.target;
            if (row.gone || !target) {
                continue;
            }
            QStringList& list = callers[{item->backend, item->state->table, target->name}];
            if (list.isEmpty() || list.constLast() != text(item->state->name)) {
                list.append(text(item->state->name));
            }
        }
    }
    for (const auto& item : items_) {
        const auto found = callers.find({item->backend, item->state->table, item->state->name});
        const QStringList now = found == callers.end() ? QStringList() : found->second;
        if (now != item->callers) {
            item->callers = now;
            Q_EMIT dataChanged(chainIndex(*item), chainIndex(*item, ColumnCount - 1), {CallersRole});
        }
    }
}

void ChainModel::setMarked(std::set<std::string> marked) {
    if (marked == marked_) {
        return;
    }
    marked_ = std::move(marked);
    for (const auto& item : items_) {
        if (!item->rows.empty()) {
            const QModelIndex parent = chainIndex(*item);
            Q_EMIT dataChanged(index(0, 0, parent),
                               index(static_cast<int>(item->rows.size()) - 1, ColumnCount - 1, parent),
                               {MarkedRole});
        }
    }
}

void ChainModel::setMoment() {
    dropGone();
    moment_ = true;
}

void ChainModel::forgetMoment() {
    dropGone();
    moment_ = false;
}

QModelIndex ChainModel::indexOf(const QString& backend, const QString& table, const QString& chain) const {
    const std::string name = chain.toStdString();
    const std::string ofTable = table.toStdString();
    for (const auto& item : items_) {
        if (item->state->name == name && item->state->table == ofTable &&
            (backend.isEmpty() || text(item->backend) == backend)) {
            return chainIndex(*item);
        }
    }
    return {};
}

QModelIndex ChainModel::indexOf(const QModelIndex& chain, const QString& specification) const {
    const Item* const item = itemOf(chain);
    if (item == nullptr) {
        return {};
    }
    const std::string wanted = specification.toStdString();
    const auto found = std::find_if(item->rows.begin(), item->rows.end(), [&](const Row& row) {
        return !row.gone && row.rule->specification == wanted;
    });
    return found == item->rows.end()
               ? QModelIndex()
               : index(static_cast<int>(found - item->rows.begin()), 0, chain.siblingAtColumn(0));
}

std::shared_ptr<const TalliedRule> ChainModel::rule(const QModelIndex& index) const {
    const Row* const row = rowOf(index);
    return row == nullptr ? nullptr : row->rule;
}

std::shared_ptr<const netfilter::RuleHistory> ChainModel::history(const QModelIndex& index) const {
    const Row* const row = rowOf(index);
    return row == nullptr ? nullptr : row->count.history;
}

double ChainModel::rateAt(Hook hook) const {
    double most = 0;
    for (const auto& item : items_) {
        if (item->hook() == hook && !item->gone) {
            most = std::max(most, item->passing);
        }
    }
    return most;
}

}  // namespace podwire::models
