// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which chains a ChainModel has.
#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "core/models/chain_item.h"
#include "core/models/chain_passing.h"

namespace podwire::models {

using netfilter::TalliedChain;

void ChainModel::arrangeChains(const live::ChainSnapshot& snapshot) {
    std::vector<std::unique_ptr<Item>> wanted;
    for (const live::ChainSource& source : snapshot.sources) {
        for (const ChainPointer& chain : source.rules->chains) {
            auto item = std::make_unique<Item>();
            item->backend = source.backend;
            item->state = chain;
            wanted.push_back(std::move(item));
        }
    }
    std::sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a->key() < b->key(); });
    mergeChains(std::move(wanted));
    std::unordered_map<const TalliedChain*, Item*> owners;
    for (const auto& item : items_) {
        owners.emplace(item->state.get(), item.get());
    }
    layout_.clear();
    for (const live::ChainSource& source : snapshot.sources) {
        auto& list = layout_.emplace_back();
        for (const ChainPointer& chain : source.rules->chains) {
            list.push_back(owners.at(chain.get()));
        }
    }
}

/// Both lists are in order. What comes or leaves side by side does so at once: a whole rule set may.
void ChainModel::mergeChains(std::vector<std::unique_ptr<Item>> wanted) {
    std::size_t row = 0;
    std::size_t next = 0;
    const auto leaves = [&](std::size_t at) {
        return at < items_.size() && (next == wanted.size() || items_[at]->key() < wanted[next]->key());
    };
    const auto comes = [&](std::size_t at) {
        return at < wanted.size() && (row == items_.size() || wanted[at]->key() < items_[row]->key());
    };
    while (row < items_.size() || next < wanted.size()) {
        if (leaves(row)) {
            std::size_t end = row;
            while (leaves(end)) {
                ++end;
            }
            row = removeChains(row, end);
        } else if (comes(next)) {
            const std::size_t first = next;
            while (comes(next)) {
                ++next;
            }
            insertChains(row, {std::make_move_iterator(wanted.begin() + static_cast<std::ptrdiff_t>(first)),
                               std::make_move_iterator(wanted.begin() + static_cast<std::ptrdiff_t>(next))});
            row += next - first;
        } else {
            stay(*items_[row++], wanted[next++]->state);
        }
    }
}

void ChainModel::stay(Item& item, const ChainPointer& next) {
    item.gone = false;
    if (item.state != next) {
        update(item, next);
    }
}

/// With a moment set, they stay as ones that are gone. The row behind them.
std::size_t ChainModel::removeChains(std::size_t first, std::size_t end) {
    if (moment_) {
        for (std::size_t row = first; row < end; ++row) {
            leave(*items_[row]);
        }
        return end;
    }
    beginRemoveRows({}, static_cast<int>(first), static_cast<int>(end) - 1);
    items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(first),
                 items_.begin() + static_cast<std::ptrdiff_t>(end));
    renumberChains();
    endRemoveRows();
    return first;
}

void ChainModel::leave(Item& item) {
    if (!item.gone) {
        item.gone = true;
        retire(item, {});
        Q_EMIT dataChanged(chainIndex(item), chainIndex(item, ColumnCount - 1));
    }
}

void ChainModel::insertChains(std::size_t row, std::vector<std::unique_ptr<Item>> items) {
    if (items.empty()) {
        return;
    }
    for (const auto& item : items) {
        fill(*item);
    }
    beginInsertRows({}, static_cast<int>(row), static_cast<int>(row + items.size()) - 1);
    items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(row), std::make_move_iterator(items.begin()),
                  std::make_move_iterator(items.end()));
    renumberChains();
    endInsertRows();
}

void ChainModel::fill(Item& item) const {
    const ChainPointer state = item.state;
    item.arrived = known_ && moment_;
    item.changed = known_ ? now_ : 0;
    item.passing = passing(*state);
    for (std::size_t i = 0; i < state->rules->size(); ++i) {
        item.rows.push_back({state->rules->at(i), state->counts[i], item.changed, static_cast<int>(i) + 1,
                             item.arrived, false});
    }
}

void ChainModel::renumberChains() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        items_[i]->row = static_cast<int>(i);
    }
}

void ChainModel::dropGone() {
    moment_ = false;
    for (std::size_t end = items_.size(); end > 0;) {
        std::size_t first = end;
        while (first > 0 && items_[first - 1]->gone) {
            --first;
        }
        if (first < end) {
            removeChains(first, end);
            end = first;
        } else {
            settle(*items_[--end]);
        }
    }
}

/// Takes out the rows of rules that are gone, and the marks of those that came.
void ChainModel::settle(Item& item) {
    const QModelIndex parent = chainIndex(item);
    for (std::size_t r = item.rows.size(); r > 0; --r) {
        Row& row = item.rows[r - 1];
        row.arrived = false;
        if (row.gone) {
            beginRemoveRows(parent, static_cast<int>(r) - 1, static_cast<int>(r) - 1);
            item.rows.erase(item.rows.begin() + static_cast<std::ptrdiff_t>(r) - 1);
            endRemoveRows();
        }
    }
    item.arrived = false;
    Q_EMIT dataChanged(parent, chainIndex(item, ColumnCount - 1));
    if (!item.rows.empty()) {
        Q_EMIT dataChanged(index(0, 0, parent),
                           index(static_cast<int>(item.rows.size()) - 1, ColumnCount - 1, parent),
                           {ArrivedRole});
    }
}

}  // namespace podwire::models
