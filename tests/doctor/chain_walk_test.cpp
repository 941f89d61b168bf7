// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/chain_walk.h"

#include <gtest/gtest.h>

#include "tests/support/rules.h"

namespace podwire::doctor {
namespace {

using test::ruleOf;
using test::rulesOf;

Packet request() {
    Packet packet;
    packet.destination = netfilter::parseAddress("192.168.1.20");
    packet.destinationPort = 80;
    packet.in = "ens3";
    packet.out = "br0";
    return packet;
}

std::vector<std::string> walk(const std::string& lines) {
    const netfilter::Ruleset rules = rulesOf("filter", lines);
    std::vector<std::string> found;
    for (const Obstacle& one : obstacles(*rules.find("filter"), "FORWARD", request())) {
        found.push_back(one.chain + " " + (one.rule == nullptr ? "policy" : std::to_string(one.index)) +
                        (one.certain ? "" : " perhaps"));
    }
    return found;
}

using Found = std::vector<std::string>;

TEST(ChainWalk, MeetsNothingInAnEmptyChain) {
    EXPECT_EQ(walk(":FORWARD ACCEPT [0:0]\n"), Found{});
}

TEST(ChainWalk, FindsTheFirstDropAndStops) {
    EXPECT_EQ(walk(":FORWARD ACCEPT [0:0]\n-A FORWARD -p udp -j DROP\n-A FORWARD -p tcp -j REJECT\n-A "
                   "FORWARD -j DROP\n"),
              Found{"FORWARD 1"});
}

TEST(ChainWalk, IsSafeBehindAnAccept) {
    EXPECT_EQ(walk(":FORWARD DROP [0:0]\n-A FORWARD -d 192.168.1.0/24 -j ACCEPT\n-A FORWARD -j DROP\n"),
              Found{});
}

TEST(ChainWalk, MeetsThePolicyAtTheEnd) {
    EXPECT_EQ(walk(":FORWARD DROP [0:0]\n-A FORWARD -d 192.168.9.0/24 -j ACCEPT\n"), Found{"FORWARD policy"});
}

TEST(ChainWalk, FollowsJumpsAndReturns) {
    EXPECT_EQ(
        walk(
            ":FORWARD ACCEPT [0:0]\n:MINE - [0:0]\n-A FORWARD -j MINE\n-A MINE -j RETURN\n-A MINE -j DROP\n"),
        Found{});
    EXPECT_EQ(walk(":FORWARD ACCEPT [0:0]\n:MINE - [0:0]\n-A FORWARD -j MINE\n-A MINE -p tcp -j DROP\n"),
              Found{"MINE 0"});
    EXPECT_EQ(walk(":FORWARD DROP [0:0]\n:MINE - [0:0]\n-A FORWARD -j MINE\n-A MINE -j ACCEPT\n"), Found{});
}

TEST(ChainWalk, IsNotSureBehindWhatItCannotRead) {
    EXPECT_EQ(walk(":FORWARD ACCEPT [0:0]\n-A FORWARD -m limit --limit 5/sec -j DROP\n"),
              Found{"FORWARD 0 perhaps"});
    EXPECT_EQ(walk(":FORWARD ACCEPT [0:0]\n-A FORWARD -m mark --mark 0x1 -j ACCEPT\n-A FORWARD -j DROP\n"),
              Found{"FORWARD 1 perhaps"});
}

TEST(ChainWalk, PassesLogRules) {
    EXPECT_EQ(walk(":FORWARD ACCEPT [0:0]\n-A FORWARD -j LOG --log-prefix x\n-A FORWARD -j DROP\n"),
              Found{"FORWARD 1"});
}

TEST(ChainWalk, SeesWhatHidesPacketsFromConntrack) {
    const netfilter::Ruleset rules = rulesOf(
        "raw", ":OUTPUT ACCEPT [0:0]\n-A OUTPUT -p tcp -j CT --notrack\n-A OUTPUT -p udp -j CT --notrack\n");
    const auto found = obstacles(*rules.find("raw"), "OUTPUT", request());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().effect, Effect::Untracks);
}

TEST(TakesAll, KnowsWhatEndsAPacketsWay) {
    const netfilter::Rule inner = ruleOf("-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j ACCEPT");
    const netfilter::Ruleset rules = rulesOf("nat",
                                             ":OUTPUT ACCEPT [0:0]\n:ALL - [0:0]\n:BACK - [0:0]\n:UDP - "
                                             "[0:0]\n-A ALL -j ACCEPT\n-A BACK -j RETURN\n"
                                             "-A UDP -p udp -j ACCEPT\n");
    const netfilter::Table& table = rules.tables.front();
    EXPECT_TRUE(takesAll(table, ruleOf("-A OUTPUT -p tcp -j RETURN"), inner));
    EXPECT_TRUE(takesAll(table, ruleOf("-A OUTPUT -j ALL"), inner));
    EXPECT_FALSE(takesAll(table, ruleOf("-A OUTPUT -j BACK"), inner));
    EXPECT_FALSE(takesAll(table, ruleOf("-A OUTPUT -j UDP"), inner));
    EXPECT_FALSE(takesAll(table, ruleOf("-A OUTPUT -j LOG"), inner));
    EXPECT_FALSE(takesAll(table, ruleOf("-A OUTPUT -j GONE"), inner));
}

}  // namespace
}  // namespace podwire::doctor
