// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a ChainModel tells of its chains and rules.
#include "core/models/chain_item.h"

namespace podwire::models {
namespace {

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

}  // namespace

QModelIndex ChainModel::chainIndex(const Item& item, int column) const {
    return createIndex(item.row, column, nullptr);
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
