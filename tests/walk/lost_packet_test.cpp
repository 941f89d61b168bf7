// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "tests/walk/chapter_world.h"

/// Where packets die, one cause at a time.
namespace podwire::walk {
namespace {

using ::testing::ElementsAre;
using namespace podwire::test;

/// node2 asks pod1a, by way of node1.
Way asked(const World& world) {
    auto ways = waysOf(world, "node2", "", "192.168.1.10", 80);
    EXPECT_EQ(ways.size(), 1u);
    return ways.front();
}

std::string endOf(const Way& way) {
    return endsOf({way}).front() + (way.end.isReply && way.end.kind == End::Kind::Lost ? " (reply)" : "");
}

TEST(LostPacket, NotAtAllWhenEverythingIsRight) {
    EXPECT_EQ(endOf(asked(chapterWorld())), "192.168.1.10:80 answered 1.000");
}

TEST(LostPacket, DroppedByARuleOfForward) {
    World world = chapterWorld();
    setTable(
        netns(world, "node1"), "filter",
        ":FORWARD ACCEPT [0:0]\n-A FORWARD -i br0 -j ACCEPT\n-A FORWARD -p tcp -m tcp --dport 80 -j DROP\n");
    const Way way = asked(world);
    EXPECT_EQ(endOf(way), "lost DroppedByRule at node1 1.000");
    EXPECT_EQ(way.end.text, "rule 2 of node1, table filter, chain FORWARD drops it");
    const Hop& last = way.hops.back();
    EXPECT_EQ(last.verdict, "drop");
    EXPECT_EQ(last.in, "ens3");
    EXPECT_EQ(last.out, "br0");
    ASSERT_EQ(last.misses.size(), 1u);
    EXPECT_EQ(last.misses.front().reason, "incoming device ens3 is not br0");
}

TEST(LostPacket, DroppedByAPolicy) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "filter", ":FORWARD DROP [0:0]\n");
    EXPECT_EQ(asked(world).end.text, "the policy of node1, table filter, chain FORWARD drops it");
}

TEST(LostPacket, TheReplyMeetsARuleForNewConnectionsOnly) {
    World world = chapterWorld();
    const std::string onlyNew = ":FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate NEW -j ACCEPT\n";
    setTable(netns(world, "node1"), "filter", onlyNew);
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 lost DroppedByRule at node1 1.000 (reply)");
    setTable(netns(world, "node1"), "filter",
             onlyNew + "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n");
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 answered 1.000");
}

TEST(LostPacket, RejectedByARuleInThePod) {
    World world = chapterWorld();
    setTable(netns(world, "node1", "pod1a"), "filter",
             ":INPUT ACCEPT [0:0]\n-A INPUT -j REJECT --reject-with icmp-port-unreachable\n");
    EXPECT_EQ(endOf(asked(world)), "refused RejectedByRule at node1/pod1a 1.000");
}

TEST(LostPacket, NothingIsForwarded) {
    World world = chapterWorld();
    netns(world, "node1").sysctls["net.ipv4.ip_forward"] = "0";
    EXPECT_EQ(endOf(asked(world)), "lost NotForwarding at node1 1.000");
    netns(world, "node1").sysctls["net.ipv4.conf.ens3.forwarding"] = "1";
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 lost NotForwarding at node1 1.000 (reply)")
        << "each device has a switch of its own";
}

TEST(LostPacket, TheReplyFindsNoRoute) {
    World world = chapterWorld();
    removeRoute(netns(world, "node1", "pod1a"), "default");
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 lost NoRoute at node1/pod1a 1.000 (reply)");
}

TEST(LostPacket, ARouteForbidsIt) {
    World world = chapterWorld();
    netns(world, "node1").routes.push_back(route("192.168.1.10", "", ""));
    netns(world, "node1").routes.back().type = "blackhole";
    EXPECT_EQ(endOf(asked(world)), "lost RouteForbids at node1 1.000");
    EXPECT_EQ(asked(world).end.text, "node1 has the route blackhole 192.168.1.10");
}

TEST(LostPacket, NoRouteAtAllIsToldBeforeAnyRuleIsAsked) {
    World world = chapterWorld();
    removeRoute(netns(world, "node1"), "default");
    setTable(netns(world, "node1"), "nat", nat(threeRules("OUTPUT", "10.96.1.100", 8080)));
    const auto ways = waysOf(world, "node1", "", "10.96.1.100", 8080);
    EXPECT_THAT(endsOf(ways), ElementsAre("lost NoRoute at node1 1.000"));
    EXPECT_TRUE(ways.front().hops.empty());
}

TEST(LostPacket, TheReversePathFilterIsStrict) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    node1.routes.push_back(route("10.30.45.200", "", "br0"));
    node1.sysctls["net.ipv4.conf.all.rp_filter"] = "1";
    EXPECT_EQ(endOf(asked(world)), "lost ReversePath at node1 1.000");
    EXPECT_EQ(asked(world).end.text, "node1 would answer 10.30.45.200 by br0, and rp_filter is 1 for ens3");
    node1.sysctls["net.ipv4.conf.ens3.rp_filter"] = "2";
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 lost NobodyThere at node1 1.000 (reply)")
        << "loose lets the request in; the wrong route is still there";
}

TEST(LostPacket, NobodyHasTheAddress) {
    World world = chapterWorld();
    netns(world, "node1", "pod1a").links.back().addresses.clear();
    const Way way = asked(world);
    EXPECT_EQ(endOf(way), "lost NobodyThere at node1 1.000");
    EXPECT_EQ(way.end.text, "nobody that node1 reaches by br0 has the address 192.168.1.10");
}

TEST(LostPacket, TheCableIsDown) {
    World world = chapterWorld();
    for (netstate::Link& link : netns(world, "node1").links) {
        link.up = link.name != "host-veth-pod1a";
    }
    EXPECT_EQ(endOf(asked(world)), "lost NobodyThere at node1 1.000");
}

TEST(LostPacket, NobodyListens) {
    World world = chapterWorld();
    Namespace& pod = netns(world, "node1", "pod1a");
    pod.listeners->clear();
    EXPECT_EQ(endOf(asked(world)), "refused NoListener at node1/pod1a 1.000");
    pod.listeners->push_back({"tcp", "127.0.0.1", 80, {}});
    EXPECT_EQ(endOf(asked(world)), "refused NoListener at node1/pod1a 1.000") << "only for the pod itself";
    pod.listeners.reset();
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 answered 1.000") << "not known: anything may listen";
}

TEST(LostPacket, TheReplyOfAPodThatMasqueradingHidesGoesAstray) {
    World world = chapterWorld();
    setTable(netns(world, "node2"), "nat",
             nat("-A POSTROUTING -d 192.168.1.10/32 -j SNAT --to-source 10.30.45.1\n"));
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 lost StrayReply at host 1.000 (reply)");
    EXPECT_EQ(asked(world).end.text, "the reply ends at host, where nobody waits for 192.168.1.10:80");
}

/// The host has not seen the request: a SYN-ACK begins no connection, a UDP packet does.
TEST(LostPacket, AStrayReplyIsInvalidForTcpAndNewForUdp) {
    World world = chapterWorld();
    setTable(netns(world, "node2"), "nat",
             nat("-A POSTROUTING -d 192.168.1.10/32 -j SNAT --to-source 10.30.45.1\n"));
    setTable(netns(world, "host"), "filter",
             ":INPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate INVALID -j DROP\n");
    EXPECT_EQ(endOf(asked(world)), "192.168.1.10:80 lost DroppedByRule at host 1.000 (reply)");
    netns(world, "node1", "pod1a").listeners.reset();
    const auto predicted =
        predict(world, {"node2", "", netfilter::parseAddress("192.168.1.10").value(), 80, "udp"});
    EXPECT_THAT(endsOf(predicted->ways), ElementsAre("192.168.1.10:80 lost StrayReply at host 1.000"));
}

TEST(LostPacket, GoesRoundInCircles) {
    World world = chapterWorld();
    netns(world, "node1").routes.push_back(route("172.16.0.0/16", "10.30.45.200", "ens3"));
    netns(world, "node2").routes.push_back(route("172.16.0.0/16", "10.30.45.100", "ens3"));
    EXPECT_THAT(endsOf(waysOf(world, "node2", "pod2", "172.16.0.1", 80)),
                ElementsAre("lost Circle at node1 1.000"));
    EXPECT_THAT(endsOf(waysOf(world, "node1", "", "172.16.0.1", 80)),
                ElementsAre("lost OwnSource at node1 1.000"))
        << "who gets a packet of its own back drops it at once";
}

TEST(LostPacket, OrNotWhatCannotBeToldIsUndecided) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "filter",
             ":FORWARD ACCEPT [0:0]\n-A FORWARD -m limit --limit 5/sec -j DROP\n");
    const Way way = asked(world);
    EXPECT_EQ(endOf(way), "undecided Unclear at node1 1.000");
    EXPECT_EQ(way.end.text,
              "the rules alone do not tell what -m limit says (node1, table filter, chain FORWARD)");
    EXPECT_EQ(way.hops.back().position, 1u);
}

}  // namespace
}  // namespace podwire::walk
