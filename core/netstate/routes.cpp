// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/json_list.h"
#include "core/netstate/netstate.h"

namespace podwire::netstate {
namespace {

std::string orElse(const std::string& text, std::string_view missing) {
    return text.empty() ? std::string(missing) : text;
}

/// A gateway of another family than the route's stands in "via".
std::string gatewayOf(const QJsonObject& object) {
    return orElse(textOf(object, QLatin1String("gateway")),
                  textOf(object.value(QLatin1String("via")).toObject(), QLatin1String("host")));
}

/// Every IPv6 route has the router preference of RFC 4191; its destination alone would not tell a default
/// route.
bool isIpv6(const QJsonObject& object) {
    return object.contains(QLatin1String("pref")) ||
           object.value(QLatin1String("dst")).toString().contains(QLatin1Char(':'));
}

/// Without -d, `ip` leaves out what is usual.
Route routeFrom(const QJsonObject& object) {
    Route route;
    route.type = orElse(textOf(object, QLatin1String("type")), "unicast");
    route.destination = textOf(object, QLatin1String("dst"));
    route.gateway = gatewayOf(object);
    route.device = textOf(object, QLatin1String("dev"));
    route.source = textOf(object, QLatin1String("prefsrc"));
    route.table = orElse(textOf(object, QLatin1String("table")), "main");
    route.protocol = orElse(textOf(object, QLatin1String("protocol")), "boot");
    route.scope = orElse(textOf(object, QLatin1String("scope")), "global");
    route.metric = static_cast<std::uint32_t>(object.value(QLatin1String("metric")).toInteger(0));
    return route;
}

void appendNexthops(const QJsonObject& object, const Route& route, std::vector<Route>& routes) {
    const QJsonArray nexthops = object.value(QLatin1String("nexthops")).toArray();
    for (const auto& value : nexthops) {
        Route each = route;
        each.gateway = gatewayOf(value.toObject());
        each.device = textOf(value.toObject(), QLatin1String("dev"));
        routes.push_back(std::move(each));
    }
    if (nexthops.isEmpty()) {
        routes.push_back(route);
    }
}

}  // namespace

Result<std::vector<Route>> parseRoutes(std::string_view json) {
    const auto objects = parseObjects(json, "`ip -j route show`");
    if (!objects) {
        return fail(objects.error());
    }
    std::vector<Route> routes;
    for (const QJsonObject& object : *objects) {
        const Route route = routeFrom(object);
        if (!route.destination.empty() && route.table != "local" && !isIpv6(object)) {
            appendNexthops(object, route, routes);
        }
    }
    return routes;
}

Result<RouteLookup> parseRouteGet(std::string_view json) {
    const auto objects = parseObjects(json, "`ip -j route get`");
    if (!objects) {
        return fail(objects.error());
    }
    if (objects->empty()) {
        return fail(ErrorKind::NotFound, "`ip route get` found no route");
    }
    const QJsonObject& object = objects->front();
    RouteLookup lookup;
    lookup.destination = textOf(object, QLatin1String("dst"));
    lookup.gateway = gatewayOf(object);
    lookup.device = textOf(object, QLatin1String("dev"));
    lookup.source = textOf(object, QLatin1String("prefsrc"));
    lookup.type = orElse(textOf(object, QLatin1String("type")), "unicast");
    if (lookup.destination.empty()) {
        return fail(ErrorKind::InvalidInput, "`ip -j route get` named no destination", std::string(json));
    }
    return lookup;
}

}  // namespace podwire::netstate
