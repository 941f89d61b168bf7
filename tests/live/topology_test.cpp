// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/topology.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/live/recorded_nodes.h"

namespace podwire::live {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

using Kind = Element::Kind;

std::vector<std::string> idsOf(const Topology& topology, Kind kind) {
    std::vector<std::string> ids;
    for (const Element& one : topology.elements) {
        if (one.kind == kind) {
            ids.push_back(one.id);
        }
    }
    return ids;
}

Namespaces namespacesOf(const NodeView& node) {
    return *node.net->namespaces;
}

void replace(NodeView& node, Namespaces namespaces) {
    auto net = std::make_shared<NetSnapshot>(*node.net);
    net->namespaces = std::make_shared<Namespaces>(std::move(namespaces));
    node.net = std::move(net);
}

netstate::Link& linkOf(Namespaces& all, const std::string& netns, const std::string& name) {
    const auto where =
        std::find_if(all.begin(), all.end(), [&](const Namespace& one) { return one.name == netns; });
    return *std::find_if(where->links.begin(), where->links.end(),
                         [&](const netstate::Link& one) { return one.name == name; });
}

class TopologyTest : public ::testing::Test {
protected:
    std::vector<NodeView> nodes = test::recordedNodes();
    Topology topology = topologyOf(nodes);
};

TEST_F(TopologyTest, HasTheNodesOnTheirNetwork) {
    EXPECT_THAT(idsOf(topology, Kind::Network), ElementsAre("net:10.30.45.0/24"));
    EXPECT_THAT(idsOf(topology, Kind::Node), ElementsAre("node:host", "node:node1", "node:node2"));
    EXPECT_THAT(topology.find("node:node1")->addresses, ElementsAre("10.30.45.100"));
    const Edge* const uplink = topology.findEdge("uplink:node1/ens3");
    ASSERT_NE(uplink, nullptr);
    EXPECT_EQ(uplink->to, "net:10.30.45.0/24");
    EXPECT_EQ(uplink->state, LinkState::Up);
}

TEST_F(TopologyTest, HangsPodsOnTheirBridgeOrOnTheirNode) {
    EXPECT_EQ(topology.findEdge("veth:node1/host-veth-pod1a")->from, "bridge:node1/br0");
    EXPECT_EQ(topology.findEdge("veth:node1/host-veth-pod1a")->to, "pod:node1/pod1a");
    EXPECT_EQ(topology.findEdge("veth:node2/host-veth-pod2")->from, "node:node2");
    EXPECT_THAT(topology.find("pod:node2/pod2")->addresses, ElementsAre("192.168.2.20"));
    EXPECT_THAT(topology.find("bridge:node1/br0")->addresses, ElementsAre("192.168.1.1"));
}

TEST_F(TopologyTest, JoinsPodsThatAreLinkedToEachOther) {
    const Edge* const pair = topology.findEdge("veth:node1/gateway/eth0");
    ASSERT_NE(pair, nullptr);
    EXPECT_EQ(pair->to, "pod:node1/sandbox");
    EXPECT_TRUE(pair->link.empty());
    EXPECT_THAT(wayBetween(topology, "192.168.1.10", "192.168.1.2"), IsEmpty());
}

TEST_F(TopologyTest, ShowsTheServiceAndItsBackendOnTheSameNode) {
    EXPECT_THAT(idsOf(topology, Kind::Service), ElementsAre("vip:node2/10.96.1.100:8080/tcp"));
    EXPECT_EQ(topology.find("vip:node2/10.96.1.100:8080/tcp")->name, "10.96.1.100:8080");
    const auto forwards = std::count_if(topology.edges.begin(), topology.edges.end(),
                                        [](const Edge& one) { return one.kind == Edge::Kind::Forward; });
    EXPECT_EQ(forwards, 1);
}

TEST_F(TopologyTest, ShowsRoutesThatLeadOverOtherNodes) {
    EXPECT_THAT(idsOf(topology, Kind::Route),
                UnorderedElementsAre("route:node1/192.168.2.20 via 10.30.45.200",
                                     "route:node2/192.168.1.10 via 10.30.45.100",
                                     "route:node2/192.168.1.20 via 10.30.45.100"));
    EXPECT_EQ(topology.find("route:node1/192.168.2.20 via 10.30.45.200")->name, "192.168.2.20 via node2");
}

TEST_F(TopologyTest, LinksThatLeadOutOfTheHostAreNotDrawn) {
    EXPECT_THAT(idsOf(topology, Kind::Interface), IsEmpty());
}

TEST_F(TopologyTest, ALinkSetDownIsDownAndItsPeerHasNoCarrier) {
    Namespaces all = namespacesOf(nodes[1]);
    linkOf(all, "", "host-veth-pod1a").up = false;
    linkOf(all, "", "host-veth-pod1a").carrier = false;
    linkOf(all, "pod1a", "veth-pod1a").carrier = false;
    replace(nodes[1], std::move(all));
    const Topology now = topologyOf(nodes);
    EXPECT_EQ(now.findEdge("veth:node1/host-veth-pod1a")->state, LinkState::Down);
    EXPECT_EQ(now.find("pod:node1/pod1a")->state, LinkState::NoCarrier);
    EXPECT_THAT(difference(topology, now).changed,
                UnorderedElementsAre("pod:node1/pod1a", "veth:node1/host-veth-pod1a"));
}

TEST_F(TopologyTest, APodThatGoesTakesItsLinkAlongAndComesBackByTheSameIds) {
    Namespaces all = namespacesOf(nodes[1]);
    std::erase_if(all, [](const Namespace& one) { return one.name == "pod1a"; });
    std::erase_if(all[0].links, [](const auto& one) { return one.name == "host-veth-pod1a"; });
    std::vector<NodeView> fewer = nodes;
    replace(fewer[1], std::move(all));
    const TopologyChange gone = difference(topology, topologyOf(fewer));
    EXPECT_THAT(gone.removed, UnorderedElementsAre("pod:node1/pod1a", "veth:node1/host-veth-pod1a"));
    EXPECT_THAT(gone.added, IsEmpty());
    const TopologyChange back = difference(topologyOf(fewer), topology);
    EXPECT_EQ(back.added.size(), 2U);
}

TEST_F(TopologyTest, ALooseLinkIsAnInterfaceOfItsNode) {
    Namespaces all = namespacesOf(nodes[2]);
    netstate::Link dummy;
    dummy.name = "dummy0";
    dummy.kind = "dummy";
    all[0].links.push_back(dummy);
    replace(nodes[2], std::move(all));
    const Topology now = topologyOf(nodes);
    ASSERT_NE(now.find("link:node2/dummy0"), nullptr);
    EXPECT_EQ(now.find("link:node2/dummy0")->state, LinkState::Down);
}

TEST_F(TopologyTest, ANodeThatCannotBeReachedKeepsWhatIsKnown) {
    nodes[1].reached = false;
    const Topology now = topologyOf(nodes);
    EXPECT_FALSE(now.find("pod:node1/pod1a")->reached);
    EXPECT_TRUE(now.find("pod:node2/pod2")->reached);
    nodes[1].net = std::make_shared<NetSnapshot>();
    EXPECT_THAT(idsOf(topologyOf(nodes), Kind::Node), ElementsAre("node:host", "node:node1", "node:node2"));
}

TEST_F(TopologyTest, FindsTheWayOfAPacket) {
    EXPECT_THAT(wayBetween(topology, "192.168.2.20", "192.168.1.10"),
                ElementsAre("pod:node2/pod2", "veth:node2/host-veth-pod2", "node:node2", "uplink:node2/ens3",
                            "net:10.30.45.0/24", "uplink:node1/ens3", "node:node1", "bridge:node1/br0",
                            "veth:node1/host-veth-pod1a", "pod:node1/pod1a"));
    EXPECT_THAT(wayBetween(topology, "192.168.1.10", "192.168.1.20"), Not(Contains("node:node1")));
    EXPECT_THAT(wayBetween(topology, "192.168.1.10", "9.9.9.9"), IsEmpty());
    EXPECT_THAT(wayBetween(topology, "10.30.45.1", "10.30.45.1"), ElementsAre("node:host"));
}

TEST_F(TopologyTest, ManyServicesAreCountedInsteadOfDrawn) {
    nodes[2].services.clear();
    for (int i = 0; i < 50; ++i) {
        nodes[2].services.push_back({"10.96.0." + std::to_string(i), "80", "tcp", {"192.168.2.20"}});
    }
    const Topology now = topologyOf(nodes);
    EXPECT_EQ(idsOf(now, Kind::Service).size(), 4U);
    EXPECT_EQ(now.find("more-services:node2")->name, "and 46 more services");
}

}  // namespace
}  // namespace podwire::live
