// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/netfilter/packet.h"

/// What `nft -a monitor trace` of nftables 1.0 prints: one line an event, text only.
namespace podwire::trace {

/// One thing that the kernel tells about a packet under trace.
struct TraceEvent {
    enum class Kind {
        Packet,   ///< it comes to a base chain
        Rule,     ///< it matched
        Verdict,  ///< a chain that was jumped to came to its end
        Policy,   ///< of a base chain
    };
    Kind kind = Kind::Packet;
    std::string id;     ///< of the packet; others may have the same before or after it
    std::string table;  ///< with its family, "ip nat"
    std::string chain;
    std::string verdict;       ///< "accept", "jump KUBE-SERVICES"; empty for Packet
    std::string rule;          ///< of a Rule: as nft prints it, without handle and verdict
    std::uint64_t handle = 0;  ///< of a Rule; 0: not told
    // Of a Packet:
    std::string in;  ///< devices
    std::string out;
    netfilter::Endpoints ends;
    int timeToLive = 0;
    int ipId = 0;
};

/// Nothing for a line that is no event.
std::optional<TraceEvent> parseTraceLine(std::string_view line);
/// The events of a text in order; other lines are passed over.
std::vector<TraceEvent> parseTrace(std::string_view text);

}  // namespace podwire::trace
