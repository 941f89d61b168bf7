// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/highlights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/recorded_nodes.h"
#include "tests/support/small_walk.h"

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

TEST_F(HighlightsTest, APacketIsWhereItsNamespaceItsLinksAndItsServiceAre) {
    using Kind = walk::Hop::Kind;
    walk::Hop dnat = test::hop(Kind::Rule, "node2", {}, "OUTPUT", "-A OUTPUT -j DNAT");
    dnat.out = "ens3";
    dnat.before = test::ends("10.30.45.200", 40000, "10.96.1.100", 8080);
    HopPlace place = placeOf(dnat, topology);
    EXPECT_THAT(place.things,
                UnorderedElementsAre("node:node2", "uplink:node2/ens3", "vip:node2/10.96.1.100:8080/tcp"));
    EXPECT_EQ(place.here, "vip:node2/10.96.1.100:8080/tcp");

    walk::Hop forward = test::policy("node1", "filter", "FORWARD");
    forward.in = "ens3";
    forward.out = "br0";
    place = placeOf(forward, topology);
    EXPECT_THAT(place.things, UnorderedElementsAre("node:node1", "uplink:node1/ens3", "bridge:node1/br0"));
    EXPECT_EQ(place.here, "uplink:node1/ens3") << "it just came in there";

    walk::Hop leaving = test::policy("node1", "nat", "POSTROUTING");
    leaving.out = "br0";
    EXPECT_EQ(placeOf(leaving, topology).here, "bridge:node1/br0");

    const walk::Hop socket = test::hop(Kind::Socket, "node1", "pod1a", {}, {});
    place = placeOf(socket, topology);
    EXPECT_EQ(place.here, "pod:node1/pod1a");
    EXPECT_THAT(place.things, IsSupersetOf({std::string("veth:node1/host-veth-pod1a")}));

    EXPECT_EQ(placeOf(test::policy("node9", "filter", "INPUT"), topology).here, "");
}

}  // namespace
}  // namespace podwire::live
