// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/predict.h"

#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "tests/live/recorded_nodes.h"

/// The foretold walk over links, routes and sockets as real nodes told them.
namespace podwire::live {
namespace {

walk::World recordedWorld() {
    walk::World world;
    for (const NodeView& node : test::recordedNodes()) {
        walk::Node& to = world.emplace_back();
        to.name = node.name;
        for (const Namespace& from : *node.net->namespaces) {
            walk::Namespace& one = to.namespaces.emplace_back();
            static_cast<netstate::Netns&>(one) = from;
            one.id = from.id;
            one.sysctls["net.ipv4.ip_forward"] = from.name.empty() ? "1" : "0";
            one.listeners.emplace();
            for (const Socket& socket : from.sockets) {
                one.listeners->push_back(socket.listener);
                one.listeners->back().protocol = socket.protocol;
            }
        }
    }
    return world;
}

std::string endOf(const walk::World& world, const std::string& node, const std::string& pod,
                  const std::string& address, int port) {
    const auto predicted = walk::predict(world, {node, pod, netfilter::parseAddress(address).value(),
                                                 static_cast<std::uint16_t>(port), "tcp"});
    EXPECT_EQ(predicted->ways.size(), 1u);
    return predicted->ways.front().end.text;
}

TEST(RecordedNodes, AreWalkedFromNodeToPodAndPodToPod) {
    const walk::World world = recordedWorld();
    EXPECT_EQ(endOf(world, "node1", "", "192.168.1.10", 80), "node1 gets its answer from 192.168.1.10:80");
    EXPECT_EQ(endOf(world, "node2", "", "192.168.1.20", 80), "node2 gets its answer from 192.168.1.20:80");
    EXPECT_EQ(endOf(world, "node1", "pod1a", "192.168.1.20", 80),
              "node1/pod1a gets its answer from 192.168.1.20:80");
    EXPECT_EQ(endOf(world, "node2", "pod2", "192.168.1.10", 80),
              "node2/pod2 gets its answer from 192.168.1.10:80");
    EXPECT_EQ(endOf(world, "node1", "", "10.30.45.200", 9), "nobody listens on 10.30.45.200:9 in node2");
}

}  // namespace
}  // namespace podwire::live
