// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/netstate/netstate.h"

namespace podwire::netstate {

/// The other end of a veth pair.
struct PeerEnd {
    std::string netns;  ///< empty: the node's own
    std::string name;
    bool operator==(const PeerEnd&) const = default;
};

/// Where the other end of `link`, which lives in the namespace `netns`, is among a node's namespaces. Nothing
/// for a link without one, and when two could be it.
std::optional<PeerEnd> findPeer(const std::vector<Netns>& namespaces, const std::string& netns,
                                const Link& link);

}  // namespace podwire::netstate
