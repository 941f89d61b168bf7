// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/traversal.h"

#include <gtest/gtest.h>

#include <chrono>
#include <numeric>

#include "core/netfilter/target_effect.h"
#include "tests/support/kube_ruleset.h"
#include "tests/support/rules.h"

namespace podwire::netfilter {
namespace {

using test::rulesOf;

Packet request() {
    Packet packet;
    packet.source = parseAddress("10.30.45.100");
    packet.destination = parseAddress("10.96.1.100");
    packet.sourcePort = kClientPorts;
    packet.destinationPort = onePort(8080);
    packet.in = "";
    packet.original = packet;
    return packet;
}

/// "DNAT 192.168.1.10:80 0.33 | ACCEPT 0.67": how the ways end, with their probabilities.
std::string endsOf(const std::vector<Passing>& ways) {
    std::string text;
    for (const Passing& way : ways) {
        const InstalledRule* const rule = way.met.back().rule();
        const std::string policy = way.met.back().chain->policy;
        text += (text.empty() ? "" : " | ");
        text += way.kind == Passing::Kind::Undecided ? "? (" + way.why + ")"
                : rule == nullptr                    ? "policy " + policy
                                                     : rule->rule.target->name;
        if (way.kind == Passing::Kind::Translated) {
            text += ' ' + translationOf(*rule->rule.target)->text;
        }
        text += ' ' + std::to_string(way.probability).substr(0, 4);
    }
    return text;
}

std::string walk(const std::string& lines, const Packet& packet = request(),
                 const std::string& chain = "OUTPUT") {
    const Ruleset rules = rulesOf("nat", lines);
    const auto ways = traverse(rules.tables.front(), *rules.find("nat", chain), packet);
    const double sum = std::accumulate(ways.begin(), ways.end(), 0.0,
                                       [](double all, const Passing& way) { return all + way.probability; });
    EXPECT_NEAR(sum, 1, 1e-9);
    return endsOf(ways);
}

constexpr const char* kThree =
    ":OUTPUT ACCEPT [0:0]\n"
    "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m statistic --mode random --probability "
    "0.33000000007 -j DNAT --to-destination 192.168.1.10:80\n"
    "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m statistic --mode random --probability "
    "0.50000000000 -j DNAT --to-destination 192.168.1.20:80\n"
    "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.2.20:80\n";

TEST(Traversal, SplitsWhereChanceDoes) {
    EXPECT_EQ(walk(kThree),
              "DNAT 192.168.1.10:80 0.33 | DNAT 192.168.1.20:80 0.33 | DNAT 192.168.2.20:80 0.33");
}

TEST(Traversal, OfAnotherDestinationEndsAtThePolicy) {
    Packet other = request();
    other.destination = parseAddress("10.96.1.101");
    EXPECT_EQ(walk(kThree, other), "policy ACCEPT 1.00");
}

TEST(Traversal, TellsWhichRulesItMetAndWhichItPassed) {
    const Ruleset rules = rulesOf("nat", std::string(kThree) + "-A OUTPUT -p udp -j ACCEPT\n");
    const auto ways = traverse(rules.tables.front(), *rules.find("nat", "OUTPUT"), request());
    ASSERT_EQ(ways.size(), 3u);
    const std::vector<Met>& met = ways[2].met;
    ASSERT_EQ(met.size(), 3u);
    EXPECT_FALSE(met[0].isMatched);
    EXPECT_NEAR(met[0].chance, 0.67, 1e-6);
    EXPECT_FALSE(met[1].isMatched);
    EXPECT_EQ(met[1].chance, 0.5);
    EXPECT_TRUE(met[2].isMatched);
    EXPECT_EQ(met[2].index, 2u);
    EXPECT_EQ(met[2].from, 2u);
}

constexpr const char* kChains = ":OUTPUT ACCEPT [0:0]\n:A - [0:0]\n:B - [0:0]\n";

TEST(Traversal, ComesBackFromAJumpAndNotFromAGoto) {
    EXPECT_EQ(walk(std::string(kChains) + "-A OUTPUT -j A\n-A OUTPUT -p tcp -j DROP\n-A A -j RETURN\n"),
              "DROP 1.00");
    EXPECT_EQ(walk(std::string(kChains) + "-A OUTPUT -g A\n-A OUTPUT -j DROP\n-A A -p udp -j DROP\n"),
              "policy ACCEPT 1.00");
    EXPECT_EQ(walk(std::string(kChains) +
                   "-A OUTPUT -j A\n-A OUTPUT -j DROP\n-A A -g B\n-A A -j ACCEPT\n-A B -p udp -j ACCEPT\n"),
              "DROP 1.00")
        << "the end of B leads to the chain that jumped to A";
}

TEST(Traversal, ReturnInABuiltInChainLeadsToThePolicy) {
    EXPECT_EQ(walk(":OUTPUT DROP [0:0]\n-A OUTPUT -j RETURN\n-A OUTPUT -j ACCEPT\n"), "policy DROP 1.00");
}

TEST(Traversal, ChanceOnAJumpLetsTheOthersGoOn) {
    EXPECT_EQ(walk(std::string(kChains) + "-A OUTPUT -m statistic --mode nth --every 4 --packet 0 -j A\n"
                                          "-A OUTPUT -j DROP\n-A A -j ACCEPT\n"),
              "ACCEPT 0.25 | DROP 0.75");
}

TEST(Traversal, MarksDecideLaterRules) {
    EXPECT_EQ(walk(std::string(kChains) + "-A OUTPUT -j A\n-A OUTPUT -m mark --mark 0x4000/0x4000 -j DROP\n"
                                          "-A A -j MARK --set-xmark 0x4000/0x4000\n"),
              "DROP 1.00");
    EXPECT_EQ(walk(std::string(kChains) +
                   "-A OUTPUT -m statistic --mode random --probability 0.25000000000 -j MARK --set-xmark "
                   "0x1/0xffffffff\n-A OUTPUT -m mark --mark 0x1 -j DROP\n"),
              "DROP 0.25 | policy ACCEPT 0.75");
}

TEST(Traversal, WhatCannotBeToldIsNotGuessed) {
    EXPECT_EQ(walk(":OUTPUT ACCEPT [0:0]\n-A OUTPUT -m limit --limit 5/sec -j DROP\n-A OUTPUT -j ACCEPT\n"),
              "? (the rules alone do not tell what -m limit says) 1.00");
    EXPECT_EQ(walk(":OUTPUT ACCEPT [0:0]\n-A OUTPUT -j FANCY\n"),
              "? (Podwire does not know what the target FANCY does) 1.00");
    EXPECT_EQ(walk(":OUTPUT ACCEPT [0:0]\n-A OUTPUT -j NETMAP --to 10.0.0.0/8\n"),
              "? (what NETMAP makes is not followed) 1.00");
    EXPECT_EQ(walk(":OUTPUT ACCEPT [0:0]\n-A OUTPUT -j NFQUEUE --queue-num 0\n"),
              "? (NFQUEUE hands the packet over, and whoever gets it decides) 1.00");
}

TEST(Traversal, WhatCannotBeToldDoesNoHarmWhereNothingDependsOnIt) {
    EXPECT_EQ(walk(":OUTPUT ACCEPT [0:0]\n-A OUTPUT -m limit --limit 5/sec -j LOG\n-A OUTPUT -j DROP\n"),
              "DROP 1.00");
    Packet fromSomewhere = request();
    fromSomewhere.source = std::nullopt;
    const std::string marking = std::string(kChains) +
                                "-A OUTPUT ! -s 10.244.0.0/16 -j A\n-A A -j MARK --set-xmark "
                                "0x4000/0x4000\n";
    EXPECT_EQ(walk(marking + "-A OUTPUT -j DROP\n", fromSomewhere), "DROP 1.00");
    EXPECT_EQ(walk(marking + "-A OUTPUT -m mark --mark 0x4000/0x4000 -j DROP\n", fromSomewhere),
              "? (mark is not known well enough to tell whether it is 0x4000/0x4000) 1.00");
}

TEST(Traversal, CirclesOfGotosComeToAnEnd) {
    EXPECT_EQ(walk(std::string(kChains) + "-A OUTPUT -j A\n-A A -g B\n-A B -g A\n"),
              "? (the chains go round in circles) 1.00");
}

TEST(Traversal, MoreThanAThousandWaysAreCutOff) {
    std::string lines = ":OUTPUT ACCEPT [0:0]\n";
    for (int i = 0; i < 30; ++i) {
        lines += "-A OUTPUT -m statistic --mode random --probability 0.50000000000 -j MARK --set-xmark " +
                 std::string("0x1/0x1\n");
    }
    const Ruleset rules = rulesOf("nat", lines);
    const auto ways = traverse(rules.tables.front(), *rules.find("nat", "OUTPUT"), request());
    EXPECT_LE(ways.size(), 2000u);
    EXPECT_EQ(std::count_if(ways.begin(), ways.end(),
                            [](const Passing& way) { return way.kind == Passing::Kind::Undecided; }) > 0,
              true);
}

TEST(Translation, ReadsWhatTheTargetsSay) {
    const auto read = [](const std::string& words) {
        const auto rules = rulesOf("nat", ":OUTPUT ACCEPT [0:0]\n-A OUTPUT -p tcp -j " + words + "\n");
        return translationOf(*rules.tables.front().chains.front().rules.front().rule.target).value();
    };
    const Translation backend = read("DNAT --to-destination 192.168.1.10:80");
    const Endpoints after = translated(request(), backend);
    EXPECT_EQ(endpointText(after.destination, after.destinationPort), "192.168.1.10:80");
    EXPECT_EQ(after.source, request().source);
    const Endpoints samePort = translated(request(), read("DNAT --to-destination 192.168.1.10"));
    EXPECT_EQ(endpointText(samePort.destination, samePort.destinationPort), "192.168.1.10:8080");
    const Translation range = read("DNAT --to-destination 10.0.0.1-10.0.0.9:80-90");
    EXPECT_EQ(range.text, "10.0.0.1-10.0.0.9:80-90");
    EXPECT_EQ(translated(request(), range).destination, std::nullopt);
    EXPECT_EQ(translated(request(), range).destinationPort, (PortRange{80, 90}));
    const Translation redirect = read("REDIRECT --to-ports 3128");
    EXPECT_TRUE(redirect.isOwnAddress && redirect.ofDestination);
    EXPECT_EQ(redirect.port, onePort(3128));
    const Translation masquerade = read("MASQUERADE");
    EXPECT_TRUE(masquerade.isOwnAddress && !masquerade.ofDestination);
    EXPECT_EQ(translated(request(), read("SNAT --to-source 10.30.45.100")).source,
              parseAddress("10.30.45.100"));
}

TEST(Traversal, OfFortyThousandRulesTakesMilliseconds) {
    const Ruleset rules = parseSave(podwire::testing::kubeRuleset(3334)).value();
    Packet packet = request();
    const auto& entries = rules.find("nat", "KUBE-SERVICES")->rules;
    packet.destination = entries[entries.size() - 2].rule.destination->value.address;  // the last service
    packet.destinationPort = onePort(80);
    packet.destinationType = "UNICAST";
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const auto start = std::chrono::steady_clock::now();
        const auto ways = traverse(*rules.find("nat"), *rules.find("nat", "OUTPUT"), packet);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
        ASSERT_EQ(ways.size(), 3u);
        EXPECT_EQ(ways[0].kind, Passing::Kind::Translated);
        EXPECT_EQ(ways[0].packet.mark, 0x4000u);
    }
    RecordProperty("milliseconds", std::to_string(best));
    EXPECT_LT(best, 50) << "a release build needs about a tenth of this";
}

}  // namespace
}  // namespace podwire::netfilter
