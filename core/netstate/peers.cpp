// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/peers.h"

namespace podwire::netstate {
namespace {

bool areEnds(const Link& one, const Link& other) {
    return other.kind == "veth" && one.peerIndex == other.index && other.peerIndex == one.index;
}

}  // namespace

std::optional<PeerEnd> findPeer(const std::vector<Netns>& namespaces, const std::string& netns,
                                const Link& link) {
    if (!link.peer.empty()) {
        return PeerEnd{netns, link.peer};
    }
    if (link.kind != "veth" || link.peerIndex == 0) {
        return std::nullopt;
    }
    std::optional<PeerEnd> found;
    for (const Netns& other : namespaces) {
        for (const Link& end : other.links) {
            if (other.name == netns || !areEnds(link, end)) {
                continue;
            }
            if (found) {
                return std::nullopt;
            }
            found = PeerEnd{other.name, end.name};
        }
    }
    return found;
}

}  // namespace podwire::netstate
