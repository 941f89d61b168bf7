// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/trace/tracing.h"
#include "core/walk/hop.h"

namespace podwire::trace {

/// What became of one request by the traces of all nodes.
struct Story {
    /// Rules, policies and translations, of the request and then of its reply, in the order in which the
    /// packet went from namespace to namespace. What the kernel tells of tables that iptables does not manage
    /// has the table's family before its name and the rule as nft prints it.
    std::vector<walk::Hop> hops;
    std::size_t attempts = 0;  ///< how often the client sent its first packet
    bool isDelivered = false;  ///< the request came to a socket, or to where one could be
    bool isReplied = false;    ///< somebody sent an answer to the first packet
    std::string node;          ///< where the request was seen last
    std::string netns;
    netfilter::Endpoints ends;  ///< and what it was addressed with then
};

/// `world` gives the rules their text; it must have been read just before. Packets go down in TTL from
/// namespace to namespace, by which the traces of nodes whose clocks differ are put in order. Of a first
/// packet that was sent again the attempt that came farthest is told.
Story tell(const std::vector<NodeTrace>& traces, const walk::World& world, std::uint16_t clientPort);

}  // namespace podwire::trace
