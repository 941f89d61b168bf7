// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/connections.h"

namespace podwire::walk {

using netfilter::Endpoints;
using netfilter::Packet;
using netfilter::Tracking;

void Connections::track(Spot spot, Packet& packet, bool isReply) {
    const Endpoints& ends = packet;
    current_.reset();
    for (std::size_t i = 0; i < all_.size() && !current_; ++i) {
        const Connection& one = all_[i];
        if (one.spot == spot && (ends == one.reply || ends == one.original)) {
            current_ = i;
            packet.isReply = ends == one.reply;
        }
    }
    if (!current_ && isReply && packet.protocol == "tcp") {
        packet.tracking = Tracking::Invalid;
        packet.original = packet.reply = {};
        return;
    }
    if (!current_) {
        packet.isReply = false;
        current_ = all_.size();
        all_.push_back({spot, ends, ends.reversed(), 0, false, false});
    }
    const Connection& found = all_[*current_];
    packet.tracking = packet.isReply ? Tracking::Established : Tracking::New;
    packet.original = found.original;
    packet.reply = found.reply;
    packet.connectionMark = found.mark;
    packet.isDestinationNat = found.reply.source != found.original.destination ||
                              found.reply.sourcePort != found.original.destinationPort;
    packet.isSourceNat = found.reply.destination != found.original.source ||
                         found.reply.destinationPort != found.original.sourcePort;
}

void Connections::noteTranslation(Packet& packet, bool ofDestination) {
    Connection& connection = all_[*current_];
    connection.reply = Endpoints(packet).reversed();
    packet.reply = connection.reply;
    (ofDestination ? packet.isDestinationNat : packet.isSourceNat) = true;
}

void Connections::turnBack(Packet& packet, bool ofDestination) const {
    const Connection& connection = all_[*current_];
    if (ofDestination) {
        packet.destination = connection.original.source;
        packet.destinationPort = connection.original.sourcePort;
    } else {
        packet.source = connection.original.destination;
        packet.sourcePort = connection.original.destinationPort;
    }
}

}  // namespace podwire::walk
