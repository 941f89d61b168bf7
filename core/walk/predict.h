// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/walk/hop.h"
#include "core/walk/world.h"

/// The way that a packet will take, foretold from what stands on the nodes: hooks, tables and rules in the
/// kernel's order, both routing decisions of a packet whose destination was translated, conntrack, cables and
/// bridges, and the same for the reply.
///
/// It follows IPv4 and the first packet of a connection each way. It does not follow `ip rule`, native nft
/// tables, neighbour entries that are wrong, or MTUs. Bridged frames pass the rules of namespaces whose
/// net.bridge.bridge-nf-call-iptables is 1; hairpin mode of ports is not known.
namespace podwire::walk {

struct Request {
    std::string node;
    std::string netns;              ///< empty: the node's own
    std::uint32_t destination = 0;  ///< host byte order
    std::uint16_t port = 0;
    std::string protocol = "tcp";
};

struct Prediction {
    std::vector<Way> ways;  ///< their probabilities add up to 1; as the rules stand

    /// How likely it is that the client is answered; what is undecided is not counted.
    [[nodiscard]] double answered() const;
};

/// NotFound when there is no such node or namespace.
Result<Prediction> predict(const World& world, const Request& request);

}  // namespace podwire::walk
