// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/lab/resource.h"
#include "core/models/rows_model.h"
#include "core/netstate/netstate.h"

namespace podwire::models {

/// What a route has to do with the address that was asked for.
enum class RouteMark {
    None,
    Leads,  ///< it leads there too, but another one is taken
    Taken,  ///< the kernel takes it
};

struct RouteRow {
    netstate::Route route;
    RouteMark mark = RouteMark::None;
    bool ofStep = false;  ///< the shown step adds it
    bool operator==(const RouteRow&) const = default;
    [[nodiscard]] bool isSame(const RouteRow& other) const { return route == other.route; }
};

/// The routes of one namespace, in the kernel's order.
class RouteModel : public RowsModel<RouteRow> {
    Q_OBJECT
public:
    enum Column {
        DestinationColumn,
        GatewayColumn,
        DeviceColumn,
        SourceColumn,
        TableColumn,
        ProtocolColumn,
        MetricColumn,
        MarkColumn,
        ColumnCount
    };
    enum Role {
        DestinationRole = Qt::UserRole + 1,  ///< QString; those of Column up to Protocol likewise
        GatewayRole,
        DeviceRole,
        SourceRole,
        TableRole,
        ProtocolRole,
        MetricRole,  ///< uint
        MarkRole,    ///< int: RouteMark
        OfStepRole,  ///< bool
        TypeRole,    ///< QString: "unicast", "blackhole", ...
    };

    using RowsModel::RowsModel;

    void setRoutes(const std::vector<netstate::Route>& routes);
    /// What the shown step adds to this namespace.
    void setStepRoutes(std::vector<lab::Route> routes);
    /// The address (host byte order) that was asked for and the row that is taken to it. Rows keep their
    /// marks until the next answer.
    void setAnswer(std::optional<std::uint32_t> address, std::optional<std::size_t> taken);
    [[nodiscard]] std::vector<netstate::Route> routes() const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole gives the raw value of the column.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    void mark(RouteRow& row) const;

    std::vector<lab::Route> ofStep_;
    std::optional<std::uint32_t> address_;
    std::optional<netstate::Route> taken_;
};

}  // namespace podwire::models
