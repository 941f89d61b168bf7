// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/predict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/walk/chapter_world.h"

namespace podwire::walk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace podwire::test;

const char* const kOneRule =
    "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.1.10:80\n";

TEST(Predict, OneRuleTakesTheVirtualAddressToAPodAndTheReplyBack) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat",
             nat("-A OUTPUT -d 10.0.0.0/16 -j RETURN\n" + std::string(kOneRule)));
    const auto ways = waysOf(world, "node1", "", "10.96.1.100", 8080);
    EXPECT_THAT(endsOf(ways), ElementsAre("192.168.1.10:80 answered 1.000"));
    EXPECT_THAT(
        linesOf(ways.front()),
        ElementsAre(
            "> node1 route default via 10.30.45.1 dev ens3, via 10.30.45.1: 10.30.45.100 > 10.96.1.100:8080",
            "> node1 nat OUTPUT 2 dnat: 10.30.45.100 > 10.96.1.100:8080 => 10.30.45.100 > 192.168.1.10:80",
            "> node1 route 192.168.1.0/24 dev br0, on link: 10.30.45.100 > 192.168.1.10:80",
            "> node1 nat POSTROUTING policy accept: 10.30.45.100 > 192.168.1.10:80",
            "> node1 bridge br0 >host-veth-pod1a: 10.30.45.100 > 192.168.1.10:80",
            "> node1/pod1a route local, local: 10.30.45.100 > 192.168.1.10:80",
            "> node1/pod1a socket: 10.30.45.100 > 192.168.1.10:80",
            "< node1/pod1a route default via 192.168.1.1 dev veth-pod1a, via 192.168.1.1: 192.168.1.10:80 > "
            "10.30.45.100",
            "< node1 bridge br0 host-veth-pod1a>: 192.168.1.10:80 > 10.30.45.100",
            "< node1 route local, local: 192.168.1.10:80 > 10.30.45.100",
            "< node1 conntrack INPUT: 192.168.1.10:80 > 10.30.45.100 => 10.96.1.100:8080 > 10.30.45.100",
            "< node1 socket: 10.96.1.100:8080 > 10.30.45.100"));
    const Hop& dnat = ways.front().hops[1];
    EXPECT_EQ(dnat.out, "ens3") << "the device of the first look-up";
    EXPECT_THAT(dnat.rule, HasSubstr("--to-destination 192.168.1.10:80"));
    ASSERT_EQ(dnat.misses.size(), 1u);
    EXPECT_EQ(dnat.misses[0].reason, "destination 10.96.1.100 is not 10.0.0.0/16");
    EXPECT_EQ(dnat.misses[0].position, 1u);
    EXPECT_EQ(ways.front().seenClient, "10.30.45.100");
}

TEST(Predict, ThreeRulesMakeThreeWays) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat", nat(threeRules("OUTPUT", "10.96.1.100", 8080)));
    const auto ways = waysOf(world, "node1", "", "10.96.1.100", 8080);
    EXPECT_THAT(endsOf(ways), ElementsAre("192.168.1.10:80 answered 0.330", "192.168.1.20:80 answered 0.335",
                                          "192.168.2.20:80 answered 0.335"));
    EXPECT_EQ(ways[2].serverNode, "node2");
    EXPECT_EQ(ways[2].serverNetns, "pod2");
    const auto dnat = std::find_if(ways[2].hops.begin(), ways[2].hops.end(), isTraced);
    ASSERT_EQ(dnat->misses.size(), 2u);
    EXPECT_EQ(dnat->misses[0].reason, "its chance let the packet pass");
    EXPECT_NEAR(dnat->misses[0].chance, 0.67, 1e-6);
    EXPECT_EQ(predict(world, {"node1", "", 0x0a600164, 8080, "tcp"})->answered(), 1);
}

TEST(Predict, WithoutARouteToTheOtherNodesPodItsShareIsLost) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat", nat(threeRules("OUTPUT", "10.96.1.100", 8080)));
    removeRoute(netns(world, "node1"), "192.168.2.20");
    EXPECT_THAT(endsOf(waysOf(world, "node1", "", "10.96.1.100", 8080)),
                ElementsAre("192.168.1.10:80 answered 0.330", "192.168.1.20:80 answered 0.335",
                            "lost NoRoute at host 0.335"));
}

TEST(Predict, RulesInOutputAloneDoNothingForAPod) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat", nat(threeRules("OUTPUT", "10.96.1.100", 8080)));
    const auto ways = waysOf(world, "node1", "pod1a", "10.96.1.100", 8080);
    EXPECT_THAT(endsOf(ways), ElementsAre("lost NoRoute at host 1.000"));
    EXPECT_EQ(ways.front().end.text, "host has no route to 10.96.1.100");
    EXPECT_FALSE(ways.front().end.isReply);
}

const char* const kHairpin =
    "-A POSTROUTING -s 192.168.1.0/24 -d 192.168.1.0/24 -m conntrack --ctorigdst 10.96.1.100 "
    "--ctorigdstport 8080 -j MASQUERADE\n";

TEST(Predict, APodNeedsTheHairpinRuleForItselfAndItsNeighbours) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat", nat(threeRules("PREROUTING", "10.96.1.100", 8080)));
    const auto without = waysOf(world, "node1", "pod1a", "10.96.1.100", 8080);
    EXPECT_THAT(endsOf(without), ElementsAre("lost OwnSource at node1/pod1a 0.330",
                                             "192.168.1.20:80 lost StrayReply at node1/pod1a 0.335",
                                             "192.168.2.20:80 answered 0.335"));
    EXPECT_THAT(without[1].end.text,
                HasSubstr("asked 10.96.1.100:8080 and knows no connection with 192.168.1.20:80"));
    EXPECT_TRUE(without[1].end.isReply);
    setTable(netns(world, "node1"), "nat", nat(threeRules("PREROUTING", "10.96.1.100", 8080) + kHairpin));
    const auto with = waysOf(world, "node1", "pod1a", "10.96.1.100", 8080);
    EXPECT_THAT(endsOf(with), ElementsAre("192.168.1.10:80 answered 0.330", "192.168.1.20:80 answered 0.335",
                                          "192.168.2.20:80 answered 0.335"));
    EXPECT_EQ(with[0].seenClient, "192.168.1.1");
    EXPECT_EQ(with[2].seenClient, "192.168.1.10") << "the hairpin rule is not for pods of other nodes";
}

TEST(Predict, ANodePortLosesTheRepliesOfTheOtherNodesPodWithoutMasquerading) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat", nat(threeRules("PREROUTING", "10.30.45.100", 30080)));
    const auto without = waysOf(world, "host", "", "10.30.45.100", 30080);
    EXPECT_THAT(endsOf(without),
                ElementsAre("192.168.1.10:80 answered 0.330", "192.168.1.20:80 answered 0.335",
                            "192.168.2.20:80 lost StrayReply at host 0.335"));
    EXPECT_EQ(without[2].seenClient, "10.30.45.1");
    setTable(netns(world, "node1"), "nat",
             nat(threeRules("PREROUTING", "10.30.45.100", 30080) + kMasqueradeExternal));
    const auto with = waysOf(world, "host", "", "10.30.45.100", 30080);
    EXPECT_THAT(endsOf(with), ElementsAre("192.168.1.10:80 answered 0.330", "192.168.1.20:80 answered 0.335",
                                          "192.168.2.20:80 answered 0.335"));
    EXPECT_EQ(with[2].seenClient, "10.30.45.100");
    EXPECT_THAT(linesOf(with[2]),
                ::testing::IsSupersetOf(
                    {"> node1 nat POSTROUTING 2 masquerade: 10.30.45.1 > 192.168.2.20:80 => 10.30.45.100 > "
                     "192.168.2.20:80",
                     "< node1 conntrack PREROUTING: 192.168.2.20:80 > 10.30.45.100 => 192.168.2.20:80 > "
                     "10.30.45.1",
                     "< node1 conntrack POSTROUTING: 192.168.2.20:80 > 10.30.45.1 => 10.30.45.100:30080 > "
                     "10.30.45.1"}));
}

TEST(Predict, LocalhostIsRefusedThenDiesInsideAndThenNeedsLeaveForEachDevice) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    const auto ask = [&] { return endsOf(waysOf(world, "node1", "", "127.0.0.1", 30080)); };
    EXPECT_THAT(ask(), ElementsAre("refused NoListener at node1 1.000"));
    const std::string three = threeRules("OUTPUT", "127.0.0.1", 30080);
    setTable(node1, "nat", nat(three));
    EXPECT_THAT(ask(),
                ElementsAre("lost LoopbackOutside at node1 0.330", "lost LoopbackOutside at node1 0.335",
                            "lost LoopbackOutside at node1 0.335"));
    setTable(node1, "nat", nat(three + kMasqueradeExternal + kMasqueradeInternal));
    node1.sysctls["net.ipv4.conf.br0.route_localnet"] = "1";
    EXPECT_THAT(ask(), ElementsAre("192.168.1.10:80 answered 0.330", "192.168.1.20:80 answered 0.335",
                                   "lost LoopbackOutside at node1 0.335"));
    node1.sysctls["net.ipv4.conf.ens3.route_localnet"] = "1";
    EXPECT_THAT(ask(), ElementsAre("192.168.1.10:80 answered 0.330", "192.168.1.20:80 answered 0.335",
                                   "192.168.2.20:80 answered 0.335"));
}

TEST(Predict, TheMoreGeneralRuleInFrontTakesThePacketsFromLocalhost) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    node1.sysctls["net.ipv4.conf.all.route_localnet"] = "1";
    setTable(node1, "nat",
             nat(threeRules("OUTPUT", "127.0.0.1", 30080) + kMasqueradeExternal + kMasqueradeInternal));
    const auto ways = waysOf(world, "node1", "", "127.0.0.1", 30080);
    const auto rule = std::find_if(ways[2].hops.begin(), ways[2].hops.end(),
                                   [](const Hop& hop) { return hop.chain == "POSTROUTING"; });
    EXPECT_EQ(rule->position, 2u) << "rule 5, not rule 10";
    EXPECT_EQ(ways[2].seenClient, "10.30.45.100");
    EXPECT_EQ(ways[0].seenClient, "192.168.1.1");
}

TEST(Predict, MarksOfKubeProxyReachPostrouting) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat",
             nat(":KUBE-SERVICES - [0:0]\n:KUBE-SVC-A - [0:0]\n:KUBE-SEP-A - [0:0]\n:KUBE-MARK-MASQ - [0:0]\n"
                 ":KUBE-POSTROUTING - [0:0]\n"
                 "-A PREROUTING -j KUBE-SERVICES\n"
                 "-A POSTROUTING -j KUBE-POSTROUTING\n"
                 "-A KUBE-SERVICES -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 30080 -j KUBE-SVC-A\n"
                 "-A KUBE-SVC-A -j KUBE-MARK-MASQ\n-A KUBE-SVC-A -j KUBE-SEP-A\n"
                 "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n"
                 "-A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 192.168.2.20:80\n"
                 "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN\n"
                 "-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0\n"
                 "-A KUBE-POSTROUTING -j MASQUERADE --random-fully\n"));
    const auto ways = waysOf(world, "host", "", "10.30.45.100", 30080);
    EXPECT_THAT(endsOf(ways), ElementsAre("192.168.2.20:80 answered 1.000"));
    EXPECT_EQ(ways.front().seenClient, "10.30.45.100");
    const auto masquerade = std::find_if(ways.front().hops.begin(), ways.front().hops.end(),
                                         [](const Hop& hop) { return hop.verdict == "masquerade"; });
    EXPECT_EQ((masquerade - 1)->misses.at(0).reason, "mark 0x4000 is 0x4000/0x4000, which the rule excludes");
    EXPECT_EQ((masquerade - 2)->verdict, "jump KUBE-POSTROUTING");
}

/// As the kernel does: nat has the way looked up again, but the hook's rules keep the device they began with.
TEST(Predict, RulesOfOutputSeeTheFirstDeviceAndTheNewDestination) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    setTable(node1, "nat", nat(kOneRule));
    setTable(node1, "filter", ":OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 192.168.1.10/32 -o br0 -j DROP\n");
    EXPECT_THAT(endsOf(waysOf(world, "node1", "", "10.96.1.100", 8080)),
                ElementsAre("192.168.1.10:80 answered 1.000"));
    setTable(node1, "filter", ":OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 192.168.1.10/32 -o ens3 -j DROP\n");
    EXPECT_THAT(endsOf(waysOf(world, "node1", "", "10.96.1.100", 8080)),
                ElementsAre("lost DroppedByRule at node1 1.000"));
}

TEST(Predict, RedirectStaysOnTheNode) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    node1.listeners->push_back({"tcp", "127.0.0.1", 3128, {}});
    setTable(node1, "nat", nat("-A OUTPUT -p tcp -m tcp --dport 8080 -j REDIRECT --to-ports 3128\n"));
    EXPECT_THAT(endsOf(waysOf(world, "node1", "", "10.96.1.100", 8080)),
                ElementsAre("127.0.0.1:3128 answered 1.000"));
}

TEST(Predict, PodsOnOneBridgeReachEachOtherWithoutTheNodesRules) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "filter", ":FORWARD DROP [0:0]\n");
    const auto ways = waysOf(world, "node1", "pod1a", "192.168.1.20", 80);
    EXPECT_THAT(endsOf(ways), ElementsAre("192.168.1.20:80 answered 1.000"));
    EXPECT_THAT(linesOf(ways.front()),
                ::testing::Contains("> node1 bridge br0 host-veth-pod1a>host-veth-pod1b: 192.168.1.10 > "
                                    "192.168.1.20:80"));
}

/// As on a node of a real cluster: tried on a kernel 6.18 with hairpin mode off.
TEST(Predict, ABridgeThatAsksTheRulesTurnsItsPodsRepliesBack) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    node1.sysctls["net.bridge.bridge-nf-call-iptables"] = "1";
    setTable(node1, "nat", nat(threeRules("PREROUTING", "10.96.1.100", 8080)));
    const auto ways = waysOf(world, "node1", "pod1a", "10.96.1.100", 8080);
    EXPECT_THAT(endsOf(ways),
                ElementsAre("undecided Unclear at node1 0.330", "192.168.1.20:80 answered 0.335",
                            "192.168.2.20:80 answered 0.335"));
    EXPECT_EQ(
        ways[0].end.text,
        "net.bridge.bridge-nf-call-iptables is 1 in node1, so that only hairpin mode lets a packet back "
        "out of host-veth-pod1a");
    EXPECT_THAT(linesOf(ways[1]),
                ::testing::Contains("< node1 conntrack POSTROUTING: 192.168.1.20:80 > 192.168.1.10 => "
                                    "10.96.1.100:8080 > 192.168.1.10"));
    setTable(node1, "filter", ":FORWARD DROP [0:0]\n");
    EXPECT_THAT(endsOf(waysOf(world, "node1", "pod1a", "192.168.1.20", 80)),
                ElementsAre("lost DroppedByRule at node1 1.000"));
}

TEST(Predict, WhatConntrackDoesNotSeeIsNotTranslated) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    setTable(node1, "nat", nat(kOneRule));
    setTable(node1, "raw", ":OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 10.96.1.100/32 -j CT --notrack\n");
    EXPECT_THAT(endsOf(waysOf(world, "node1", "", "10.96.1.100", 8080)),
                ElementsAre("lost NoRoute at host 1.000"));
}

TEST(Predict, OfANodeThatIsNotThereIsAnError) {
    EXPECT_EQ(predict(chapterWorld(), {"node9", "", 1, 1, "tcp"}).error().message, "There is no node node9");
    EXPECT_EQ(predict(chapterWorld(), {"node1", "pod9", 1, 1, "tcp"}).error().message,
              "There is no pod pod9 on node1");
}

TEST(Predict, WithoutARuleThatNeedsConntrackNatIsNotAsked) {
    World world = chapterWorld();
    setTable(netns(world, "host"), "nat", nat(""));
    const auto asked = [&] {
        const auto hops = waysOf(world, "host", "", "10.30.45.100", 9).front().hops;
        return std::any_of(hops.begin(), hops.end(),
                           [](const Hop& hop) { return hop.node == "host" && hop.table == "nat"; });
    };
    EXPECT_FALSE(asked());
    setTable(netns(world, "host"), "nat", nat("-A POSTROUTING -s 10.99.0.0/16 -j MASQUERADE\n"));
    EXPECT_TRUE(asked());
    setTable(netns(world, "host"), "nat", nat("-A OUTPUT -d 10.99.0.1/32 -j ACCEPT\n"));
    EXPECT_FALSE(asked());
}

}  // namespace
}  // namespace podwire::walk
