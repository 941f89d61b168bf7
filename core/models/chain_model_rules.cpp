// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which rules the chains of a ChainModel have, and what they count.
#include <algorithm>
#include <unordered_set>

#include "core/models/chain_item.h"
#include "core/models/chain_passing.h"

namespace podwire::models {
namespace {

using netfilter::Count;

constexpr std::size_t kMostMoves = 64;

bool same(const Count& a, const Count& b) {
    return a.total == b.total && a.packetsPerSecond == b.packetsPerSecond &&
           a.bytesPerSecond == b.bytesPerSecond;
}

}  // namespace

using netfilter::TalliedChain;
using netfilter::TalliedRule;

void ChainModel::update(Item& item, const ChainPointer& next) {
    if (item.state->rules != next->rules || item.gone) {
        arrangeRules(item, *next);
        callersChanged_ = true;
    }
    countRules(item, *next);
    const double passes = passing(*next);
    if (!same(item.state->policyCount, next->policyCount) || item.state->policy != next->policy ||
        passes != item.passing) {
        item.changed = item.state->policyCount.total == next->policyCount.total ? item.changed : now_;
        item.passing = passes;
        item.state = next;
        Q_EMIT dataChanged(chainIndex(item), chainIndex(item, ColumnCount - 1));
    }
    item.state = next;
}

void ChainModel::arrangeRules(Item& item, const TalliedChain& next) {
    std::set<const TalliedRule*> staying;
    for (const auto& rule : *next.rules) {
        staying.insert(rule.get());
    }
    retire(item, staying);
    place(item, next);
    int number = 0;
    for (Row& row : item.rows) {
        row.number = row.gone ? 0 : ++number;
    }
    const QModelIndex parent = chainIndex(item);
    if (!item.rows.empty()) {
        Q_EMIT dataChanged(index(0, NumberColumn, parent),
                           index(static_cast<int>(item.rows.size()) - 1, NumberColumn, parent));
    }
    Q_EMIT dataChanged(parent, parent);
}

/// Takes out the rows of rules that do not stay, or marks them.
void ChainModel::retire(Item& item, const std::set<const TalliedRule*>& staying) {
    const QModelIndex parent = chainIndex(item);
    for (std::size_t end = item.rows.size(); end > 0;) {
        const auto leaves = [&](const Row& row) { return !row.gone && !staying.contains(row.rule.get()); };
        if (!leaves(item.rows[end - 1])) {
            --end;
            continue;
        }
        std::size_t first = end - 1;
        while (first > 0 && leaves(item.rows[first - 1])) {
            --first;
        }
        const auto from = static_cast<int>(first);
        const auto to = static_cast<int>(end) - 1;
        if (moment_) {
            for (std::size_t i = first; i < end; ++i) {
                item.rows[i].gone = true;
                item.rows[i].number = 0;
            }
            Q_EMIT dataChanged(index(from, 0, parent), index(to, ColumnCount - 1, parent));
        } else {
            beginRemoveRows(parent, from, to);
            item.rows.erase(item.rows.begin() + from, item.rows.begin() + to + 1);
            endRemoveRows();
        }
        end = first;
    }
}

/// Moves and inserts rows until those that are there stand as in `next`.
void ChainModel::place(Item& item, const TalliedChain& next) {
    const auto& rules = *next.rules;
    std::unordered_set<const TalliedRule*> there;
    for (const Row& row : item.rows) {
        if (!row.gone) {
            there.insert(row.rule.get());
        }
    }
    std::size_t at = 0;
    std::size_t moves = 0;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        while (at < item.rows.size() && item.rows[at].gone) {
            ++at;
        }
        if (at < item.rows.size() && item.rows[at].rule == rules[i]) {
            ++at;
            continue;
        }
        if (!there.contains(rules[i].get())) {
            std::size_t count = 1;
            while (i + count < rules.size() && !there.contains(rules[i + count].get())) {
                ++count;
            }
            insertRules(item, next, at, i, count);
            at += count;
            i += count - 1;
            continue;
        }
        if (++moves > kMostMoves) {
            break;
        }
        const auto found = std::find_if(item.rows.begin() + static_cast<std::ptrdiff_t>(at), item.rows.end(),
                                        [&](const Row& row) { return !row.gone && row.rule == rules[i]; });
        moveRow(item, static_cast<std::size_t>(found - item.rows.begin()), at);
        ++at;
    }
    if (moves > kMostMoves) {  // one exchange of all costs less than so many moves
        const QModelIndex parent = chainIndex(item);
        beginRemoveRows(parent, 0, static_cast<int>(item.rows.size()) - 1);
        item.rows.clear();
        endRemoveRows();
        insertRules(item, next, 0, 0, rules.size());
        for (Row& row : item.rows) {
            row.arrived = row.arrived && !there.contains(row.rule.get());
        }
    }
}

void ChainModel::insertRules(Item& item, const TalliedChain& next, std::size_t at, std::size_t first,
                             std::size_t count) {
    std::vector<Row> rows;
    rows.reserve(count);
    for (std::size_t i = first; i < first + count; ++i) {
        rows.push_back({next.rules->at(i), next.counts[i], now_, 0, moment_, false});
    }
    beginInsertRows(chainIndex(item), static_cast<int>(at), static_cast<int>(at + count) - 1);
    item.rows.insert(item.rows.begin() + static_cast<std::ptrdiff_t>(at), rows.begin(), rows.end());
    endInsertRows();
}

void ChainModel::moveRow(Item& item, std::size_t from, std::size_t to) {
    const QModelIndex parent = chainIndex(item);
    beginMoveRows(parent, static_cast<int>(from), static_cast<int>(from), parent, static_cast<int>(to));
    const auto begin = item.rows.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(to), begin + static_cast<std::ptrdiff_t>(from),
                begin + static_cast<std::ptrdiff_t>(from) + 1);
    endMoveRows();
}

void ChainModel::countRules(Item& item, const TalliedChain& next) {
    int first = -1;
    int last = -1;
    std::size_t place = 0;
    for (std::size_t i = 0; i < item.rows.size(); ++i) {
        Row& row = item.rows[i];
        if (row.gone) {
            continue;
        }
        const Count& count = next.counts[place++];
        if (same(row.count, count)) {
            continue;
        }
        row.changed = row.count.total == count.total ? row.changed : now_;
        row.count = count;
        first = first < 0 ? static_cast<int>(i) : first;
        last = static_cast<int>(i);
    }
    if (first >= 0) {
        const QModelIndex parent = chainIndex(item);
        Q_EMIT dataChanged(index(first, PacketsColumn, parent), index(last, RateColumn, parent));
    }
}

}  // namespace podwire::models
