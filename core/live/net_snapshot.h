// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/live/gap.h"
#include "core/netstate/listeners.h"
#include "core/netstate/neighbours.h"
#include "core/netstate/netstate.h"

namespace podwire::live {

/// A socket that waits for clients.
struct Socket {
    std::string protocol;  ///< "tcp", "udp"
    netstate::Listener listener;
};

/// One network namespace of a node with all that stands in it.
struct Namespace : netstate::Netns {
    int id = -1;  ///< the number that the node's own namespace has for it; -1: none
    std::vector<netstate::Neighbour> neighbours;
    std::vector<Socket> sockets;
};

/// A second's traffic of a link, seen from the link: what it received and what it sent.
struct LinkRate {
    double packetsIn = 0;
    double packetsOut = 0;
    double bytesIn = 0;
    double bytesOut = 0;
    [[nodiscard]] double packets() const { return packetsIn + packetsOut; }
};

using Namespaces = std::vector<Namespace>;

/// A node's network at one moment.
struct NetSnapshot {
    /// The node's own first, then by name; never null. The same object as before when nothing changed.
    std::shared_ptr<const Namespaces> namespaces = std::make_shared<Namespaces>();
    std::map<std::string, LinkRate> rates;  ///< per second, of the links of the node's own namespace
    double countedAt = 0;                   ///< the node's uptime in seconds when the rates were read
    WallTime when;

    [[nodiscard]] const Namespace* find(std::string_view name) const;
};

}  // namespace podwire::live
