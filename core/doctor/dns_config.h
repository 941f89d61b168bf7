// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/doctor/picture.h"

namespace podwire::doctor {

/// What a CoreDNS Corefile says that concerns us; other directives are passed over.
struct Corefile {
    int port = 53;                       ///< of the first server block
    std::vector<Rewrite> rewrites;       ///< `rewrite name [exact] FROM TO` with plain names
    std::vector<std::string> upstreams;  ///< addresses of `forward . TO...`
};
Corefile readCorefile(std::string_view text);

/// The DNS server that a unit's command starts, if it starts one. `wanted` may hold its configuration file.
std::optional<DnsServer> readDnsServer(const Wanted& unit, const std::vector<std::string>& words,
                                       const std::deque<Wanted>& wanted);

}  // namespace podwire::doctor
