// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/flow_model.h"

#include <algorithm>

#include "core/conntrack/nat.h"
#include "core/live/conntrack_feed.h"
#include "core/models/flow_order.h"

namespace podwire::models {
namespace {

constexpr std::int64_t kNew = 1'500;  // milliseconds
constexpr std::int64_t kSecond = 1'000;
constexpr std::size_t kMostRanges = 8;  // removed one by one; more are first brought together

using Range = std::pair<int, int>;

/// Of sorted numbers.
std::vector<Range> rangesOf(const std::vector<int>& positions) {
    std::vector<Range> ranges;
    for (const int position : positions) {
        if (!ranges.empty() && ranges.back().second + 1 == position) {
            ranges.back().second = position;
        } else {
            ranges.emplace_back(position, position);
        }
    }
    return ranges;
}

qint64 secondsLeft(const conntrack::Row& row) {
    if (row.expires == INT64_MAX) {
        return -1;
    }
    return std::max<qint64>(0, (row.expires - live::ConntrackReader::clock() + kSecond - 1) / kSecond);
}

QVariant counted(const conntrack::Flow& flow, std::uint64_t number) {
    return flow.has(conntrack::kHasCounters) ? QVariant(static_cast<qulonglong>(number)) : QVariant();
}

}  // namespace

void FlowModel::follow(live::ConntrackFeed& feed) {
    const std::size_t node = addNode(QString::fromStdString(feed.node()));
    nodes_[node].feed = &feed;
    connect(&feed, &live::ConntrackFeed::flowsChanged, this, [this, node](const conntrack::Changes& changes) {
        if (!paused_) {
            apply(node, changes);
        }
    });
    beginResetModel();
    load(nodes_[node], feed.rows());
    rebuild();
    endResetModel();
}

void FlowModel::clear() {
    beginResetModel();
    for (const Node& node : nodes_) {
        if (node.feed != nullptr) {
            disconnect(node.feed, nullptr, this, nullptr);
        }
    }
    nodes_.clear();
    rebuild();
    endResetModel();
}

void FlowModel::setPaused(bool paused) {
    if (std::exchange(paused_, paused) == paused || paused) {
        return;
    }
    beginResetModel();
    for (Node& node : nodes_) {
        if (node.feed != nullptr) {
            load(node, node.feed->rows());
        }
    }
    rebuild();
    endResetModel();
}

void FlowModel::setFilter(const FlowFilter& filter) {
    if (filter == filter_) {
        return;
    }
    beginResetModel();
    filter_ = filter;
    rebuild();
    endResetModel();
}

std::size_t FlowModel::addNode(const QString& name) {
    nodes_.emplace_back();
    nodes_.back().name = name;
    return nodes_.size() - 1;
}

void FlowModel::load(Node& node, const std::vector<conntrack::Row>& rows) {
    node.held.clear();
    for (const conntrack::Row& row : rows) {
        node.held.resize(std::max<std::size_t>(node.held.size(), row.slot + 1));
        node.held[row.slot] = {row, kHidden, true};
    }
}

/// From what is held and the filter; between beginResetModel and endResetModel.
void FlowModel::rebuild() {
    shown_.clear();
    total_ = 0;
    for (std::uint32_t node = 0; node < nodes_.size(); ++node) {
        std::vector<Held>& all = nodes_[node].held;
        for (std::uint32_t slot = 0; slot < all.size(); ++slot) {
            all[slot].position = kHidden;
            total_ += all[slot].used ? 1 : 0;
            if (all[slot].used && filter_.accepts(nodes_[node].name, all[slot].row.flow)) {
                shown_.push_back({node, slot});
            }
        }
    }
    shown_ = sorted();
    renumber(0);
}

void FlowModel::apply(std::size_t index, const conntrack::Changes& changes) {
    Node& node = nodes_.at(index);
    if (changes.whole) {
        beginResetModel();
        load(node, changes.rows);
        rebuild();
        endResetModel();
        return;
    }
    std::vector<int> gone;
    std::vector<Place> come;
    std::vector<Place> changed;
    for (const std::uint32_t slot : changes.gone) {
        if (slot < node.held.size() && node.held[slot].used) {
            node.held[slot].used = false;
            --total_;
            if (node.held[slot].position != kHidden) {
                gone.push_back(node.held[slot].position);
            }
        }
    }
    for (const conntrack::Row& row : changes.rows) {
        node.held.resize(std::max<std::size_t>(node.held.size(), row.slot + 1));
        Held& held = node.held[row.slot];
        total_ += held.used ? 0 : 1;
        const bool wasShown = held.used && held.position != kHidden;
        const bool isShown = filter_.accepts(node.name, row.flow);
        held = {row, wasShown ? held.position : kHidden, true};
        const Place place{static_cast<std::uint32_t>(index), row.slot};
        if (wasShown && !isShown) {
            gone.push_back(held.position);
        } else if (wasShown) {
            changed.push_back(place);
        } else if (isShown) {
            come.push_back(place);
        }
    }
    remove(std::move(gone));
    if (!changed.empty()) {
        int oldest = INT_MAX;
        int newest = 0;
        for (const Place& place : changed) {
            oldest = std::min(oldest, heldAt(place).position);
            newest = std::max(newest, heldAt(place).position);
        }
        Q_EMIT dataChanged(this->index(rowOf(newest), 0), this->index(rowOf(oldest), ColumnCount - 1));
    }
    insert(come);
}

void FlowModel::remove(std::vector<int> positions) {
    std::sort(positions.begin(), positions.end());
    const std::vector<Range> ranges = rangesOf(positions);
    if (ranges.size() > kMostRanges) {
        removeScattered(positions);
        return;
    }
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        removeRange(range->first, range->second);
    }
}

void FlowModel::removeRange(int first, int last) {
    beginRemoveRows({}, rowOf(last), rowOf(first));
    for (int position = first; position <= last; ++position) {
        heldAt(shown_[static_cast<std::size_t>(position)]).position = kHidden;
    }
    shown_.erase(shown_.begin() + first, shown_.begin() + last + 1);
    renumber(first);
    endRemoveRows();
}

/// Views pay for each range that is removed, so the rows are brought together first.
void FlowModel::removeScattered(const std::vector<int>& positions) {
    std::vector<Place> order;
    order.reserve(shown_.size());
    for (const int position : positions) {
        order.push_back(shown_[static_cast<std::size_t>(position)]);
    }
    auto next = positions.begin();
    for (int position = 0; position < rowCount(); ++position) {
        if (next != positions.end() && *next == position) {
            ++next;
        } else {
            order.push_back(shown_[static_cast<std::size_t>(position)]);
        }
    }
    rearrange(std::move(order));
    removeRange(0, static_cast<int>(positions.size()) - 1);
}

void FlowModel::rearrange(std::vector<Place> order) {
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<Place> asked;
    for (const QModelIndex& index : before) {
        asked.push_back(shown_[static_cast<std::size_t>(rowOf(index.row()))]);
    }
    shown_ = std::move(order);
    renumber(0);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int position = heldAt(asked[static_cast<std::size_t>(i)]).position;
        after.append(index(rowOf(position), before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void FlowModel::sort(int column, Qt::SortOrder order) {
    sortColumn_ = column < ColumnCount ? column : -1;
    sortOrder_ = order;
    rearrange(sorted());
}

/// What is shown, the last row first. Flows that are alike in the column stay as they stand.
std::vector<FlowModel::Place> FlowModel::sorted() const {
    std::vector<Place> order = shown_;
    if (sortColumn_ < 0) {
        std::stable_sort(order.begin(), order.end(), [this](const Place& a, const Place& b) {
            return heldAt(a).row.since < heldAt(b).row.since;
        });
        return order;
    }
    std::vector<std::pair<FlowKey, Place>> keyed;
    keyed.reserve(order.size());
    for (const Place& place : order) {
        keyed.emplace_back(flowKey(sortColumn_, nodes_[place.node].name, heldAt(place).row), place);
    }
    const bool ascending = sortOrder_ == Qt::AscendingOrder;
    std::stable_sort(keyed.begin(), keyed.end(), [ascending](const auto& a, const auto& b) {
        return ascending ? b.first < a.first : a.first < b.first;
    });
    std::transform(keyed.begin(), keyed.end(), order.begin(), [](const auto& one) { return one.second; });
    return order;
}

void FlowModel::insert(const std::vector<Place>& places) {
    if (places.empty()) {
        return;
    }
    beginInsertRows({}, 0, static_cast<int>(places.size()) - 1);
    const int first = rowCount();
    shown_.insert(shown_.end(), places.begin(), places.end());
    renumber(first);
    endInsertRows();
}

void FlowModel::renumber(int from) {
    for (int position = from; position < rowCount(); ++position) {
        heldAt(shown_[static_cast<std::size_t>(position)]).position = position;
    }
}

void FlowModel::tick() {
    if (!paused_ && rowCount() > 0) {
        if (sortColumn_ >= 0 && !isSortedOnce()) {
            std::vector<Place> order = sorted();
            if (order != shown_) {
                rearrange(std::move(order));
            }
        }
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

const FlowModel::Held& FlowModel::heldAt(int row) const {
    const Place& place = shown_[static_cast<std::size_t>(rowOf(row))];
    return nodes_[place.node].held[place.slot];
}

const conntrack::Row& FlowModel::at(int row) const {
    return heldAt(row).row;
}

QString FlowModel::nodeAt(int row) const {
    return nodes_[shown_[static_cast<std::size_t>(rowOf(row))].node].name;
}

int FlowModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int FlowModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FlowModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    const int wanted = isText ? NodeRole + index.column() : role;
    return value(heldAt(index.row()), nodeAt(index.row()), wanted);
}

QVariant FlowModel::value(const Held& held, const QString& node, int role) const {
    const conntrack::Flow& flow = held.row.flow;
    switch (role) {
        case NodeRole:
            return node;
        case ProtocolRole:
            return QString::fromStdString(conntrack::protocolName(flow.protocol));
        case StateRole:
            return QString::fromStdString(std::string(conntrack::stateWord(flow)));
        case OriginalRole:
            return QString::fromStdString(conntrack::tupleText(flow.protocol, flow.original));
        case TranslationRole:
            return QString::fromStdString(conntrack::natWords(flow));
        case TimeoutRole:
            return secondsLeft(held.row);
        case PacketsRole:
            return counted(flow, flow.sent.packets + flow.answered.packets);
        case BytesRole:
            return counted(flow, flow.sent.bytes + flow.answered.bytes);
        case NewRole:
            return live::ConntrackReader::clock() - held.row.since < kNew;
        case ClosedRole:
            return held.row.phase == conntrack::Phase::Closed;
        default:
            return {};
    }
}

QVariant FlowModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const QStringList names{tr("Node"),        tr("Protocol"), tr("State"),  tr("Connection"),
                            tr("Translation"), tr("Left"),     tr("Traffic")};
    if (orientation == Qt::Horizontal && role == Qt::InitialSortOrderRole && section == TrafficColumn) {
        return Qt::DescendingOrder;
    }
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(names.value(section))
                                                                    : QVariant();
}

QHash<int, QByteArray> FlowModel::roleNames() const {
    return {{NodeRole, "node"},
            {ProtocolRole, "protocol"},
            {StateRole, "state"},
            {OriginalRole, "original"},
            {TranslationRole, "translation"},
            {TimeoutRole, "timeout"},
            {PacketsRole, "packets"},
            {BytesRole, "bytes"},
            {NewRole, "new"},
            {ClosedRole, "closed"}};
}

}  // namespace podwire::models
