// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <cstdint>
#include <vector>

#include "core/conntrack/flow_table.h"
#include "core/models/flow_filter.h"

namespace podwire::live {
class ConntrackFeed;
}

namespace podwire::models {

/// The flows of one or more nodes, the newest first, as far as the filter lets them through. It filters and
/// sorts by itself: a proxy costs seconds at the sizes of conntrack tables.
class FlowModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NodeColumn,
        ProtocolColumn,
        StateColumn,
        OriginalColumn,
        TranslationColumn,
        TimeoutColumn,
        TrafficColumn,
        ColumnCount
    };
    enum Role {
        NodeRole = Qt::UserRole + 1,  ///< QString
        ProtocolRole,                 ///< QString: "tcp"
        StateRole,                    ///< QString: "ESTABLISHED"
        OriginalRole,                 ///< QString: "10.0.0.1:5 → 10.0.0.2:80"
        TranslationRole,              ///< QString: conntrack::natWords, may be empty
        TimeoutRole,                  ///< qint64: seconds that are left; -1: it does not run out
        PacketsRole,                  ///< qulonglong, both directions; invalid: not counted
        BytesRole,
        NewRole,     ///< bool: came a moment ago
        ClosedRole,  ///< bool: gone on the node, shown a moment longer
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows a node's flows as they are and follows them. The feed must outlive the model or clear().
    void follow(live::ConntrackFeed& feed);
    /// No node is followed any more.
    void clear();
    /// While paused nothing changes; afterwards all that changed comes at once.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return paused_; }
    void setFilter(const FlowFilter& filter);
    /// By a column, or for -1 the newest first again. What comes later comes first all the same, until it is
    /// sorted in: by tick() as long as no more than kSortedLive flows are shown; beyond, a view would stall
    /// each second (200,000 take 20 ms), and they are sorted when this is called again.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    static constexpr int kSortedLive = 50'000;
    /// Sorted by a column, but with too many flows to keep them so.
    [[nodiscard]] bool isSortedOnce() const { return sortColumn_ >= 0 && rowCount() > kSortedLive; }
    /// Flows in all, whatever the filter.
    [[nodiscard]] int total() const { return total_; }

    /// A node without a feed; its number, for apply().
    std::size_t addNode(const QString& name);
    void apply(std::size_t node, const conntrack::Changes& changes);
    /// The times that are left, and what is new, are others now. To be called about once a second.
    void tick();

    [[nodiscard]] const conntrack::Row& at(int row) const;
    [[nodiscard]] QString nodeAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole and Qt::ToolTipRole give the raw value of the column.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    static constexpr int kHidden = -1;
    struct Held {
        conntrack::Row row;
        int position = kHidden;  ///< in shown_
        bool used = false;
    };
    struct Node {
        QString name;
        std::vector<Held> held;  ///< by slot
        live::ConntrackFeed* feed = nullptr;
    };
    struct Place {
        std::uint32_t node = 0;
        std::uint32_t slot = 0;
        bool operator==(const Place&) const = default;
    };

    Held& heldAt(const Place& place) { return nodes_[place.node].held[place.slot]; }
    [[nodiscard]] const Held& heldAt(const Place& place) const { return nodes_[place.node].held[place.slot]; }
    [[nodiscard]] const Held& heldAt(int row) const;
    [[nodiscard]] int rowOf(int position) const { return rowCount() - 1 - position; }
    void load(Node& node, const std::vector<conntrack::Row>& rows);
    void rebuild();
    void remove(std::vector<int> positions);
    void removeRange(int first, int last);
    void removeScattered(const std::vector<int>& positions);
    void rearrange(std::vector<Place> order);
    [[nodiscard]] std::vector<Place> sorted() const;
    void insert(const std::vector<Place>& places);
    void renumber(int from);
    [[nodiscard]] QVariant value(const Held& held, const QString& node, int role) const;

    std::vector<Node> nodes_;
    std::vector<Place> shown_;  ///< the oldest first, so the last row first
    FlowFilter filter_;
    int total_ = 0;
    bool paused_ = false;
    int sortColumn_ = -1;
    Qt::SortOrder sortOrder_ = Qt::AscendingOrder;
};

}  // namespace podwire::models
