// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace podwire::netstate {

/// What the kernel knows of a machine on the same link: an entry of the ARP or NDP table.
struct Neighbour {
    std::string address;
    std::string device;
    std::string mac;    ///< empty while it is not known
    std::string state;  ///< "REACHABLE", "STALE", "FAILED", ...
    bool operator==(const Neighbour&) const = default;
};

/// Parses `ip -j neigh` (iproute2 5.15 to 6.10). Empty input is an empty list. InvalidInput for anything that
/// is not a JSON list of neighbours.
Result<std::vector<Neighbour>> parseNeighbours(std::string_view json);

/// Parses `ip -j netns list`: the numbers that the asking namespace has for others, by their names. Those
/// without a number are left out.
Result<std::map<std::string, int>> parseNetnsIds(std::string_view json);

}  // namespace podwire::netstate
