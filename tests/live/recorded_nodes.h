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

}  // namespace podwire::test
