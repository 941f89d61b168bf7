// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/live/net_snapshot.h"
#include "core/live/services.h"

/// What is there and how it hangs together, from what the nodes say and nothing else.
namespace podwire::live {

/// One node as it is known now.
struct NodeView {
    std::string name;
    std::shared_ptr<const NetSnapshot> net;  ///< what was seen last; never null
    bool reached = true;                     ///< false: what is known may be old
    std::vector<ServiceAddress> services;    ///< of its rules
};

enum class LinkState {
    Up,
    Down,       ///< not set up
    NoCarrier,  ///< up, but the other end is not
};

/// A thing that has a place.
struct Element {
    enum class Kind {
        Network,  ///< what several nodes are linked to
        Node,
        Bridge,
        Pod,        ///< a named network namespace
        Interface,  ///< a link of the node's own namespace that leads to none of the others
        Service,    ///< an address that the node's rules translate
        Route,      ///< of a node, by way of another node
        More,       ///< says how many services or routes are not drawn
    };
    std::string id;  ///< stays the same as long as the thing does: "pod:node1/pod1a"
    Kind kind = Kind::Node;
    std::string node;   ///< on which it is; empty for a Network
    std::string netns;  ///< of a Pod
    std::string link;   ///< its name on the node, of a Bridge or Interface
    std::string name;   ///< what it is called: "br0", "10.96.1.100:8080", "192.168.2.20 via node2"
    std::vector<std::string> addresses;  ///< IPv4, without prefix lengths
    LinkState state = LinkState::Up;
    bool reached = true;
    bool operator==(const Element&) const = default;
};

/// Two things that are joined.
struct Edge {
    enum class Kind {
        Uplink,   ///< a node's interface on a network
        Veth,     ///< a pod's link to its node, a bridge, or another pod
        Port,     ///< an Interface that is a bridge's port
        Forward,  ///< from a Service to a backend on the same node
    };
    std::string id;
    Kind kind = Kind::Veth;
    std::string from;
    std::string to;
    std::string node;
    std::string link;  ///< the link of the node's own namespace whose traffic this is; empty: none
    LinkState state = LinkState::Up;
    bool reached = true;
    bool operator==(const Edge&) const = default;
};

struct Topology {
    std::vector<Element> elements;
    std::vector<Edge> edges;
    bool operator==(const Topology&) const = default;

    [[nodiscard]] const Element* find(std::string_view id) const;
    [[nodiscard]] const Edge* findEdge(std::string_view id) const;
};

Topology topologyOf(const std::vector<NodeView>& nodes);

/// Ids of elements and edges.
struct TopologyChange {
    std::vector<std::string> added;
    std::vector<std::string> removed;
    std::vector<std::string> changed;  ///< another state, name or address
};
TopologyChange difference(const Topology& before, const Topology& now);

/// The ids of all elements and edges that a packet passes between two addresses, both included, by the fewest
/// links; empty when one of them is nowhere or no way leads there. Services do not count as ways.
std::vector<std::string> wayBetween(const Topology& topology, std::string_view from, std::string_view to);

/// The element that has the address: a pod before a node; nullptr when none has.
const Element* holderOf(const Topology& topology, std::string_view address);

}  // namespace podwire::live
