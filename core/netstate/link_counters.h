// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace podwire::netstate {

/// What a link received and sent since it was made.
struct LinkCounters {
    std::uint64_t bytesIn = 0;
    std::uint64_t packetsIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t packetsOut = 0;
    bool operator==(const LinkCounters&) const = default;
};

/// Reads /proc/net/dev (proc(5)), by the links' names. Lines that are no links are left out.
std::map<std::string, LinkCounters> parseLinkCounters(std::string_view text);

}  // namespace podwire::netstate
