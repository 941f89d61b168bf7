// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/live/net_reader.h"
#include "core/live/topology.h"
#include "tests/support/fixture.h"

namespace podwire::test {

/// A node as it was recorded in tests/fixtures/live.
inline live::NodeView recordedNode(const std::string& name) {
    live::NodeView node;
    node.name = name;
    live::NetReader reader([&](std::shared_ptr<const live::NetSnapshot> snapshot) { node.net = snapshot; });
    reader.begun();
    reader.out(podwire::testing::fixture("live/" + name + ".frames"));
    return node;
}

/// The lab with all of the chapter applied; node2 has the service's rules.
inline std::vector<live::NodeView> recordedNodes() {
    std::vector<live::NodeView> nodes{recordedNode("host"), recordedNode("node1"), recordedNode("node2")};
    nodes[2].services = {{"10.96.1.100", "8080", "tcp", {"192.168.1.10", "192.168.1.20", "192.168.2.20"}}};
    return nodes;
}

/// The host and the recorded nodes as often as wanted, each with an address and a name of its own; node3 is
/// not reached, node4's uplink is down.
inline std::vector<live::NodeView> manyNodes(int count) {
    std::vector<live::NodeView> nodes{recordedNode("host")};
    for (int i = 1; i <= count; ++i) {
        live::NodeView node = recordedNode(i % 2 == 0 ? "node2" : "node1");
        node.name = "node" + std::to_string(i);
        node.services = {{"10.96.1.100", "8080", "tcp", {"192.168.1.10", "192.168.2.20"}}};
        node.reached = i != 3;
        auto net = std::make_shared<live::NetSnapshot>(*node.net);
        auto namespaces = std::make_shared<live::Namespaces>(*node.net->namespaces);
        for (netstate::Link& link : namespaces->front().links) {
            if (link.name == "ens3") {
                link.addresses.front().local = "10.30.45." + std::to_string(100 + i);
                link.up = i != 4;
            }
        }
        net->namespaces = namespaces;
        node.net = net;
        nodes.push_back(std::move(node));
    }
    return nodes;
}

}  // namespace podwire::test
