// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/netfilter/packet.h"
#include "core/walk/world.h"

/// What conntrack of each namespace makes of one request and its reply.
namespace podwire::walk {

struct Connection {
    Spot spot;
    netfilter::Endpoints original;  ///< of the first packet, as it came
    netfilter::Endpoints reply;     ///< as answers are expected
    std::optional<std::uint32_t> mark = 0;
    bool isDestinationSet = false;  ///< the nat rules for it were asked
    bool isSourceSet = false;
};

/// The connections of all namespaces that a packet came through.
class Connections {
public:
    /// Makes what conntrack knows of the packet its own: state, direction, tuples, mark. Starts a connection
    /// for the first packet of a request, and for a reply that fits none; one of TCP (a SYN-ACK) is Invalid.
    void track(Spot spot, netfilter::Packet& packet, bool isReply);

    /// The packet's destination was translated from what it was in `before`, or its source.
    void noteTranslation(netfilter::Packet& packet, bool ofDestination);
    /// Turns back what nat did, of a reply: its destination where destinations are translated, else its
    /// source.
    void turnBack(netfilter::Packet& packet, bool ofDestination) const;
    /// Of the packet last tracked; nullptr: it belongs to none.
    [[nodiscard]] Connection* current() { return current_ ? &all_[*current_] : nullptr; }
    void forgetCurrent() { current_.reset(); }

private:
    std::vector<Connection> all_;
    std::optional<std::size_t> current_;
};

}  // namespace podwire::walk
