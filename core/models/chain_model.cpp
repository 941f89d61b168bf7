// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/chain_model.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace podwire::models {
namespace {

using netfilter::Count;
using netfilter::Hook;
using netfilter::TalliedChain;
using netfilter::TalliedRule;

constexpr std::size_t kMostMoves = 64;

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

bool same(const Count& a, const Count& b) {
    return a.total == b.total && a.packetsPerSecond == b.packetsPerSecond &&
           a.bytesPerSecond == b.bytesPerSecond;
}

/// What passes the chain: each packet ends at a rule that ends the walk, or at the policy.
double passing(const TalliedChain& chain) {
    double rate = chain.policyCount.packetsPerSecond;
    for (std::size_t i = 0; i < chain.counts.size(); ++i) {
        const auto& target = chain.rules->at(i)->installed.rule.target;
        if (target && netfilter::endsWalk(target->name)) {
            rate += chain.counts[i].packetsPerSecond;
        }
    }
    return rate;
}

}  // namespace

struct ChainModel::Row {
    std::shared_ptr<const TalliedRule> rule;
    Count count;
    qint64 changed = 0;
    int number = 0;
    bool arrived = false;
    bool gone = false;
};

struct ChainModel::Item {
    std::string backend;
    ChainPointer state;
    std::vector<Row> rows;
    QStringList callers;
    double passing = 0;
    qint64 changed = 0;
    int row = 0;
    bool arrived = false;
    bool gone = false;

    [[nodiscard]] Hook hook() const {
        return state->policy.empty() ? Hook::None : netfilter::hookOf(state->name);
    }
    [[nodiscard]] auto key() const {
        return std::make_tuple(hook(), netfilter::priorityOf(state->table, hook()), state->table, state->name,
                               backend);
    }
};

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

QModelIndex ChainModel::chainIndex(const Item& item, int column) const {
    return createIndex(item.row, column, nullptr);
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

const ChainModel::Item* ChainModel::itemOf(const QModelIndex& index) const {
    if (!index.isValid()) {
        return nullptr;
    }
    const auto* const parent = static_cast<const Item*>(index.internalPointer());
    return parent != nullptr ? parent : items_.at(static_cast<std::size_t>(index.row())).get();
}

const ChainModel::Row* ChainModel::rowOf(const QModelIndex& index) const {
    const auto* const parent = index.isValid() ? static_cast<const Item*>(index.internalPointer()) : nullptr;
    return parent == nullptr ? nullptr : &parent->rows.at(static_cast<std::size_t>(index.row()));
}

QModelIndex ChainModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column,
                       parent.isValid() ? items_.at(static_cast<std::size_t>(parent.row())).get() : nullptr);
}

QModelIndex ChainModel::parent(const QModelIndex& child) const {
    const auto* const item = child.isValid() ? static_cast<const Item*>(child.internalPointer()) : nullptr;
    return item == nullptr ? QModelIndex() : chainIndex(*item);
}

int ChainModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) {
        return static_cast<int>(items_.size());
    }
    if (parent.column() != 0 || parent.internalPointer() != nullptr) {
        return 0;
    }
    return static_cast<int>(items_.at(static_cast<std::size_t>(parent.row()))->rows.size());
}

int ChainModel::columnCount(const QModelIndex& /*parent*/) const {
    return ColumnCount;
}

QVariant ChainModel::data(const QModelIndex& index, int role) const {
    const Item* const item = itemOf(index);
    if (item == nullptr) {
        return {};
    }
    switch (role) {
        case IsChainRole:
            return index.internalPointer() == nullptr;
        case BackendRole:
            return text(item->backend);
        case TableRole:
            return text(item->state->table);
        case ChainRole:
            return text(item->state->name);
        case HookRole:
            return static_cast<int>(item->hook());
        default: {
            const Row* const row = rowOf(index);
            return row == nullptr ? chainData(*item, role) : ruleData(*item, *row, role);
        }
    }
}

QVariant ChainModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    const QStringList titles{tr("#"), tr("packets"), tr("bytes"), tr("rate"), tr("matches"), tr("target")};
    return titles.value(section);
}

QVariant ChainModel::chainData(const Item& item, int role) const {
    switch (role) {
        case Qt::DisplayRole:
        case SearchRole:
            return text(item.state->table + ' ' + item.state->name);
        case PolicyRole:
            return text(item.state->policy);
        case CallersRole:
            return item.callers;
        case RuleCountRole:
            return static_cast<int>(
                std::count_if(item.rows.begin(), item.rows.end(), [](const Row& row) { return !row.gone; }));
        case PacketsRole:
            return QVariant::fromValue<quint64>(item.state->policyCount.total.packets);
        case BytesRole:
            return QVariant::fromValue<quint64>(item.state->policyCount.total.bytes);
        case PacketRateRole:
            return item.passing;
        case ArrivedRole:
            return item.arrived;
        case GoneRole:
            return item.gone;
        case ChangedRole:
            return item.changed;
        default:
            return {};
    }
}

QVariant ChainModel::ruleData(const Item& item, const Row& row, int role) const {
    const netfilter::Rule& rule = row.rule->installed.rule;
    switch (role) {
        case Qt::DisplayRole:
        case LineRole:
            return text(row.rule->installed.line);
        case SearchRole:
            return text(item.state->table + ' ' + row.rule->installed.line);
        case SpecificationRole:
            return text(row.rule->specification);
        case NthRole:
            return row.rule->nth;
        case NumberRole:
            return row.number;
        case PacketsRole:
            return QVariant::fromValue<quint64>(row.count.total.packets);
        case BytesRole:
            return QVariant::fromValue<quint64>(row.count.total.bytes);
        case PacketRateRole:
            return row.count.packetsPerSecond;
        case ByteRateRole:
            return row.count.bytesPerSecond;
        case TargetRole:
            return rule.target ? text(rule.target->name) : QString();
        case JumpRole:
            return rule.target &&
                   indexOf(text(item.backend), text(item.state->table), text(rule.target->name)).isValid();
        case MarkedRole:
            return isMarked(item, row);
        case ArrivedRole:
            return row.arrived;
        case GoneRole:
            return row.gone;
        case ChangedRole:
            return row.changed;
        default:
            return {};
    }
}

bool ChainModel::isMarked(const Item& item, const Row& row) const {
    return !marked_.empty() && marked_.contains(item.state->table + ' ' + row.rule->specification);
}

}  // namespace podwire::models
