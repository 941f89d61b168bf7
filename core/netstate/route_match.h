// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/netstate/netstate.h"

/// Which of a namespace's routes an address takes, as the kernel decides it: the longest prefix, of equal
/// ones the smallest metric, of these the first in the table. All indexes are into the routes given.
namespace podwire::netstate {

/// The length of "default" is 0, that of a lone address 32; nothing for what is no IPv4 prefix.
std::optional<int> prefixLength(const Route& route);
/// Whether the route's destination holds the address (host byte order).
bool leadsTo(const Route& route, std::uint32_t address);
/// All routes of one table that lead to the address, the one that the kernel takes first.
std::vector<std::size_t> routesTo(const std::vector<Route>& routes, std::uint32_t address,
                                  std::string_view table = "main");

/// What `ip -j route get` answered, and the table that it is from ("main" when none is printed).
struct RouteAnswer {
    RouteLookup way;
    std::string table;
};
/// Errors as parseRouteGet().
Result<RouteAnswer> parseRouteAnswer(std::string_view json);

/// The route behind the kernel's answer: the first of routesTo() of the answer's table that has its device
/// and gateway. Nothing when none has, and for an answer of table local, which is not read.
std::optional<std::size_t> routeTaken(const std::vector<Route>& routes, std::uint32_t address,
                                      const RouteAnswer& answer);

}  // namespace podwire::netstate
