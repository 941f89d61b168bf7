// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/route_match.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "core/netfilter/rule.h"
#include "core/netstate/json_list.h"

namespace podwire::netstate {
namespace {

std::optional<netfilter::Prefix> prefixOf(const Route& route) {
    return route.destination == "default" ? netfilter::Prefix{0, 0}
                                          : netfilter::parsePrefix(route.destination);
}

}  // namespace

std::optional<int> prefixLength(const Route& route) {
    const auto prefix = prefixOf(route);
    return prefix ? std::optional(std::popcount(prefix->mask)) : std::nullopt;
}

bool leadsTo(const Route& route, std::uint32_t address) {
    const auto prefix = prefixOf(route);
    return prefix && (address & prefix->mask) == prefix->address;
}

std::vector<std::size_t> routesTo(const std::vector<Route>& routes, std::uint32_t address,
                                  std::string_view table) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        if (routes[i].table == table && leadsTo(routes[i], address)) {
            found.push_back(i);
        }
    }
    const auto rank = [&](std::size_t i) {
        return std::tuple(-prefixLength(routes[i]).value_or(0), routes[i].metric);
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    return found;
}

Result<RouteAnswer> parseRouteAnswer(std::string_view json) {
    auto way = parseRouteGet(json);
    if (!way) {
        return fail(way.error());
    }
    const auto objects = parseObjects(json, "`ip -j route get`");
    std::string table = textOf(objects->front(), QLatin1String("table"));
    return RouteAnswer{std::move(*way), table.empty() ? "main" : std::move(table)};
}

std::optional<std::size_t> routeTaken(const std::vector<Route>& routes, std::uint32_t address,
                                      const RouteAnswer& answer) {
    if (answer.way.type != "unicast") {
        return std::nullopt;  // of table local, which `ip` gives as main where the kernel keeps both in one
    }
    for (const std::size_t i : routesTo(routes, address, answer.table)) {
        if (routes[i].device == answer.way.device && routes[i].gateway == answer.way.gateway) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace podwire::netstate
