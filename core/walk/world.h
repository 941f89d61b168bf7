// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/netfilter/ruleset.h"
#include "core/netstate/listeners.h"
#include "core/netstate/netstate.h"

/// All nodes at one moment, with what decides about the way of a packet.
namespace podwire::walk {

struct Namespace : netstate::Netns {
    int id = -1;  ///< the number that the node's own namespace has for it; -1: none or unknown
    netfilter::Ruleset rules;
    /// By dotted key ("net.ipv4.conf.br0.route_localnet"). What is missing counts as the kernel's default, 0.
    std::map<std::string, std::string> sysctls;
    std::optional<std::vector<netstate::Listener>> listeners;  ///< not set: not known, anything may listen
};

struct Node {
    std::string name;
    std::vector<Namespace> namespaces;  ///< the node's own first
};

using World = std::vector<Node>;

/// A namespace of a World, by its place. Valid as long as nothing is added to the World or taken away.
struct Spot {
    std::size_t node = 0;
    std::size_t netns = 0;
    bool operator==(const Spot&) const = default;
};

const Namespace& at(const World& world, Spot spot);
/// "node1", "node1/pod1a"
std::string nameOf(const World& world, Spot spot);
/// `netns` is empty for the node's own.
std::optional<Spot> findSpot(const World& world, std::string_view node, std::string_view netns);

}  // namespace podwire::walk
