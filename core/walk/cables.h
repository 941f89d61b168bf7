// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/walk/world.h"

namespace podwire::walk {

/// A bridge that a frame passed.
struct Switched {
    Spot spot;
    std::string bridge;
    std::string in;   ///< the port; empty: from the namespace itself
    std::string out;  ///< empty: to the namespace itself
};

/// A link that receives a frame.
struct Station {
    Spot spot;
    const netstate::Link* link = nullptr;
    std::vector<Switched> through;
};

/// How links are joined: veth pairs and bridges inside a node, and the networks that nodes share. Links of
/// two nodes are taken as joined when both are of a node's own namespace, have no other end on their node,
/// and have an address in the same network.
class Cables {
public:
    explicit Cables(const World& world) : world_(world) {}

    /// All that a broadcast out of the link would reach. Links that are down carry nothing. Points into the
    /// World.
    [[nodiscard]] std::vector<Station> reachedFrom(Spot spot, const netstate::Link& link) const;

private:
    const World& world_;
};

}  // namespace podwire::walk
