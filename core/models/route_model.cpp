// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/route_model.h"

#include "core/netstate/route_match.h"

namespace podwire::models {
namespace {

bool adds(const lab::Route& wanted, const netstate::Route& seen) {
    return wanted.destination == seen.destination && wanted.table == seen.table &&
           wanted.metric.value_or(0) == seen.metric && wanted.gateway == seen.gateway &&
           (wanted.device.empty() || wanted.device == seen.device);
}

}  // namespace

void RouteModel::setRoutes(const std::vector<netstate::Route>& routes) {
    std::vector<RouteRow> next;
    next.reserve(routes.size());
    for (const netstate::Route& route : routes) {
        mark(next.emplace_back(RouteRow{route, RouteMark::None, false}));
    }
    merge(std::move(next));
}

void RouteModel::setStepRoutes(std::vector<lab::Route> routes) {
    ofStep_ = std::move(routes);
    changeEach([this](RouteRow& row) { mark(row); });
}

void RouteModel::setAnswer(std::optional<std::uint32_t> address, std::optional<std::size_t> taken) {
    address_ = address;
    taken_ = taken ? std::optional(at(static_cast<int>(*taken)).route) : std::nullopt;
    changeEach([this](RouteRow& row) { mark(row); });
}

void RouteModel::mark(RouteRow& row) const {
    row.ofStep = std::any_of(ofStep_.begin(), ofStep_.end(),
                             [&](const lab::Route& wanted) { return adds(wanted, row.route); });
    const bool leads = address_ && netstate::leadsTo(row.route, *address_);
    row.mark = taken_ && *taken_ == row.route ? RouteMark::Taken : leads ? RouteMark::Leads : RouteMark::None;
}

std::vector<netstate::Route> RouteModel::routes() const {
    std::vector<netstate::Route> all;
    for (int row = 0; row < rowCount(); ++row) {
        all.push_back(at(row).route);
    }
    return all;
}

int RouteModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RouteModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RouteRow& row = at(index.row());
    switch (role == Qt::DisplayRole ? DestinationRole + index.column() : role) {
        case DestinationRole:
            return QString::fromStdString(row.route.destination);
        case GatewayRole:
            return QString::fromStdString(row.route.gateway);
        case DeviceRole:
            return QString::fromStdString(row.route.device);
        case SourceRole:
            return QString::fromStdString(row.route.source);
        case TableRole:
            return QString::fromStdString(row.route.table);
        case ProtocolRole:
            return QString::fromStdString(row.route.protocol);
        case MetricRole:
            return row.route.metric;
        case MarkRole:
            return static_cast<int>(row.mark);
        case OfStepRole:
            return row.ofStep;
        case TypeRole:
            return QString::fromStdString(row.route.type);
        default:
            return {};
    }
}

QVariant RouteModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return QString::fromLatin1(roleNames().value(DestinationRole + section));
}

QHash<int, QByteArray> RouteModel::roleNames() const {
    return {{DestinationRole, "destination"},
            {GatewayRole, "gateway"},
            {DeviceRole, "device"},
            {SourceRole, "source"},
            {TableRole, "table"},
            {ProtocolRole, "protocol"},
            {MetricRole, "metric"},
            {MarkRole, "mark"},
            {OfStepRole, "ofStep"},
            {TypeRole, "type"}};
}

}  // namespace podwire::models
