// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/highlights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/recorded_nodes.h"

namespace podwire::live {
namespace {

using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAre;

lab::Resource resource(const std::string& node, decltype(lab::Resource::what) what,
                       const std::string& netns = {}) {
    lab::Resource one;
    one.node = node;
    one.netns = netns;
    one.what = std::move(what);
    return one;
}

class HighlightsTest : public ::testing::Test {
protected:
    Topology topology = topologyOf(test::recordedNodes());

    std::set<std::string> of(lab::Resource one) {
        lab::Step step;
        step.apply.push_back(std::move(one));
        return thingsOf(step, topology);
    }
};

TEST_F(HighlightsTest, AStepsLinksPodsAndRoutesAreFound) {
    EXPECT_THAT(of(resource("node1", lab::Netns{"pod1a"})), UnorderedElementsAre("pod:node1/pod1a"));
    EXPECT_THAT(of(resource("node1", lab::Veth{"host-veth-pod1a", "veth-pod1a", "pod1a"})),
                UnorderedElementsAre("veth:node1/host-veth-pod1a", "pod:node1/pod1a"));
    EXPECT_THAT(of(resource("node1", lab::Bridge{"br0"})), UnorderedElementsAre("bridge:node1/br0"));
    EXPECT_THAT(of(resource("node1", lab::BridgePort{"host-veth-pod1b", "br0"})),
                UnorderedElementsAre("veth:node1/host-veth-pod1b"));
    EXPECT_THAT(of(resource("node1", lab::InterfaceAddress{"veth-pod1a", "192.168.1.10/24"}, "pod1a")),
                UnorderedElementsAre("pod:node1/pod1a"));
    lab::Route route;
    route.destination = "192.168.2.20";
    route.gateway = "10.30.45.200";
    EXPECT_THAT(of(resource("node1", route)),
                UnorderedElementsAre("route:node1/192.168.2.20 via 10.30.45.200"));
}

TEST_F(HighlightsTest, ARuleLightsTheServiceOnItsNodeOnly) {
    lab::IptablesRule rule;
    rule.command.rule.destination = {{netfilter::parsePrefix("10.96.1.100").value()}, false};
    EXPECT_THAT(of(resource("node2", rule)), UnorderedElementsAre("vip:node2/10.96.1.100:8080/tcp"));
    EXPECT_THAT(of(resource("node1", rule)), IsEmpty());
}

TEST_F(HighlightsTest, WhatIsNotThereLightsNothing) {
    EXPECT_THAT(of(resource("node1", lab::Netns{"pod9"})), IsEmpty());
    EXPECT_THAT(of(resource("node1", lab::Sysctl{"net.ipv4.ip_forward", "1"})), IsEmpty());
}

TEST_F(HighlightsTest, AFlowGoesByItsNodeAndServiceToTheBackend) {
    const auto way = thingsOf(FlowEnds{"node2", "192.168.2.20", "10.96.1.100", "192.168.1.10"}, topology);
    EXPECT_THAT(way, IsSupersetOf({"pod:node2/pod2", "node:node2", "vip:node2/10.96.1.100:8080/tcp",
                                   "net:10.30.45.0/24", "bridge:node1/br0", "pod:node1/pod1a"}));
    EXPECT_FALSE(way.contains("pod:node1/pod1b"));
    EXPECT_THAT(thingsOf(FlowEnds{"node9", "1.2.3.4", "1.2.3.4", "1.2.3.4"}, topology), IsEmpty());
}

}  // namespace
}  // namespace podwire::live
