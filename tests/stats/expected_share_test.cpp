// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/expected_share.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/kube_ruleset.h"
#include "tests/support/rules.h"

namespace podwire::stats {
namespace {

using netfilter::Hook;
using netfilter::onePort;
using netfilter::Packet;
using netfilter::parseAddress;
using netfilter::Ruleset;
using test::rulesOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Packet toVip() {
    Packet packet;
    packet.destination = parseAddress("10.96.1.100");
    packet.destinationPort = onePort(8080);
    return packet;
}

std::string dnat(const std::string& chain, const std::string& statistic, const std::string& to) {
    return "-A " + chain + " -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 " + statistic +
           " -j DNAT --to-destination " + to + "\n";
}
std::string random(const std::string& probability) {
    return "-m statistic --mode random --probability " + probability;
}

const std::string kOutput = ":OUTPUT ACCEPT [0:0]\n";
const std::string kThree = kOutput + dnat("OUTPUT", random("0.33000000007"), "192.168.1.10:80") +
                           dnat("OUTPUT", random("0.50000000000"), "192.168.1.20:80") +
                           dnat("OUTPUT", "", "192.168.2.20:80");

/// "192.168.1.10:80 33.0", "nothing 100.0": percents.
std::vector<std::string> textsOf(const ExpectedShares& shares) {
    std::vector<std::string> texts;
    double sum = 0;
    for (const Outcome& outcome : shares.outcomes) {
        constexpr const char* Names[] = {"", "untranslated", "dropped", "undecided"};
        std::array<char, 16> number{};
        std::snprintf(number.data(), number.size(), " %.1f", 100 * outcome.probability);
        texts.push_back(outcome.backend + Names[static_cast<int>(outcome.kind)] + number.data());
        sum += outcome.probability;
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    return texts;
}

std::vector<std::string> sharesOf(const std::string& lines, const Packet& packet = toVip(),
                                  Hook hook = Hook::Output) {
    return textsOf(expectedShares(rulesOf("nat", lines), packet, hook));
}

TEST(ExpectedShares, OfTheChaptersRules) {
    EXPECT_THAT(sharesOf(kThree),
                ElementsAre("192.168.1.10:80 33.0", "192.168.1.20:80 33.5", "192.168.2.20:80 33.5"));
}

TEST(ExpectedShares, ShowTheArithmeticRuleByRule) {
    const auto shares = expectedShares(rulesOf("nat", kThree), toVip(), Hook::Output);
    ASSERT_EQ(shares.outcomes.size(), 3u);
    std::vector<std::string> texts;
    for (const Outcome& outcome : shares.outcomes) {
        ASSERT_EQ(outcome.ways.size(), 1u);
        texts.push_back(arithmetic(outcome.ways.front()));
    }
    EXPECT_THAT(texts, ElementsAre("0.33", "0.67 x 0.5", "the rest"));
    const std::vector<Step>& rest = shares.outcomes[2].ways.front().steps;
    ASSERT_EQ(rest.size(), 3u);
    EXPECT_FALSE(rest[0].isMatched);
    EXPECT_NEAR(rest[0].factor, 0.67, 1e-6);
    EXPECT_EQ(rest[0].place.position, 1u);
    EXPECT_EQ(rest[1].place.position, 2u);
    EXPECT_EQ(rest[2].place.table, "nat");
    EXPECT_EQ(rest[2].place.chain, "OUTPUT");
    EXPECT_EQ(rest[2].place.position, 3u);
    EXPECT_TRUE(rest[2].isMatched);
    EXPECT_THAT(rest[2].place.rule, HasSubstr("-j DNAT --to-destination 192.168.2.20:80"));
}

TEST(ExpectedShares, OfOneRuleIsAll) {
    const auto shares = expectedShares(rulesOf("nat", kOutput + dnat("OUTPUT", "", "192.168.1.10:80")),
                                       toVip(), Hook::Output);
    EXPECT_THAT(textsOf(shares), ElementsAre("192.168.1.10:80 100.0"));
    EXPECT_EQ(arithmetic(shares.outcomes.front().ways.front()), "all");
}

TEST(ExpectedShares, OfAHookWithoutRulesAreUntranslated) {
    EXPECT_THAT(sharesOf(kThree, toVip(), Hook::Prerouting), ElementsAre("untranslated 100.0"));
}

TEST(ExpectedShares, WhoseLastRuleHasAChanceToo) {
    EXPECT_THAT(sharesOf(kOutput + dnat("OUTPUT", random("0.33000000007"), "192.168.1.10:80") +
                         dnat("OUTPUT", random("0.33000000007"), "192.168.1.20:80")),
                ElementsAre("192.168.1.10:80 33.0", "192.168.1.20:80 22.1", "untranslated 44.9"));
}

TEST(ExpectedShares, EveryNthIsOneInN) {
    const std::string nth = kOutput +
                            dnat("OUTPUT", "-m statistic --mode nth --every 3 --packet 0", "10.0.0.1:80") +
                            dnat("OUTPUT", "-m statistic --mode nth --every 2 --packet 0", "10.0.0.2:80") +
                            dnat("OUTPUT", "", "10.0.0.3:80");
    EXPECT_THAT(sharesOf(nth), ElementsAre("10.0.0.1:80 33.3", "10.0.0.2:80 33.3", "10.0.0.3:80 33.3"));
}

TEST(ExpectedShares, ARuleBehindOneWithoutAChanceIsShadowed) {
    const auto shares =
        expectedShares(rulesOf("nat", kOutput + dnat("OUTPUT", "", "192.168.1.10:80") +
                                          dnat("OUTPUT", random("0.50000000000"), "192.168.1.20:80") +
                                          "-A OUTPUT -p udp -j ACCEPT\n-A OUTPUT -p tcp -j LOG\n"),
                       toVip(), Hook::Output);
    EXPECT_THAT(textsOf(shares), ElementsAre("192.168.1.10:80 100.0"));
    ASSERT_EQ(shares.shadowed.size(), 1u);
    EXPECT_EQ(shares.shadowed[0].rule.position, 2u);
    EXPECT_EQ(shares.shadowed[0].by.position, 1u);
    EXPECT_THAT(expectedShares(rulesOf("nat", kThree), toVip(), Hook::Output).shadowed, IsEmpty());
}

TEST(ExpectedShares, OneBackendByTwoWaysHasTheirSum) {
    const auto shares =
        expectedShares(rulesOf("nat", kOutput + dnat("OUTPUT", random("0.25000000000"), "10.0.0.1:80") +
                                          dnat("OUTPUT", random("0.50000000000"), "10.0.0.2:80") +
                                          dnat("OUTPUT", "", "10.0.0.1:80")),
                       toVip(), Hook::Output);
    EXPECT_THAT(textsOf(shares), ElementsAre("10.0.0.1:80 62.5", "10.0.0.2:80 37.5"));
    EXPECT_EQ(shares.find("10.0.0.1:80")->ways.size(), 2u);
}

TEST(ExpectedShares, OfWhatCannotBeToldAreUndecidedWithTheRuleAndTheReason) {
    const auto shares =
        expectedShares(rulesOf("nat", kOutput + dnat("OUTPUT", random("0.50000000000"), "10.0.0.1:80") +
                                          dnat("OUTPUT", "-m limit --limit 5/sec", "10.0.0.2:80")),
                       toVip(), Hook::Output);
    EXPECT_THAT(textsOf(shares), ElementsAre("10.0.0.1:80 50.0", "undecided 50.0"));
    EXPECT_EQ(shares.undecided(), 0.5);
    const Way& way = shares.outcomes[1].ways.front();
    EXPECT_EQ(way.why, "the rules alone do not tell what -m limit says");
    EXPECT_EQ(way.steps.back().place.position, 2u);
    EXPECT_THAT(shares.shadowed, IsEmpty());
}

TEST(ExpectedShares, GoThroughTheChainsOfKubeProxy) {
    const Ruleset rules = netfilter::parseSave(podwire::testing::kubeRuleset(20)).value();
    Packet packet = toVip();
    packet.destination = rules.find("nat", "KUBE-SERVICES")->rules[7].rule.destination->value.address;
    packet.destinationPort = onePort(80);
    const auto shares = expectedShares(rules, packet, Hook::Prerouting);
    ASSERT_EQ(shares.outcomes.size(), 3u)
        << "neither the unknown source nor the type of the destination matter";
    for (const Outcome& outcome : shares.outcomes) {
        EXPECT_NEAR(outcome.probability, 1.0 / 3, 1e-6);
        EXPECT_THAT(outcome.ways.front().steps.back().place.chain, HasSubstr("KUBE-SEP-"));
    }
    EXPECT_EQ(arithmetic(shares.outcomes[1].ways.front()), "0.6667 x 0.5");
    EXPECT_EQ(arithmetic(shares.outcomes[2].ways.front()), "the rest");
}

Ruleset tables(const std::string& text) {
    return netfilter::parseSave(text).value();
}

TEST(ExpectedShares, CountWhatOtherTablesOfTheHookDrop) {
    const std::string nat = "*nat\n" + kThree + "COMMIT\n";
    EXPECT_THAT(textsOf(expectedShares(tables(nat + "*filter\n:OUTPUT ACCEPT [0:0]\n"
                                                    "-A OUTPUT -d 192.168.2.20/32 -j DROP\nCOMMIT\n"),
                                       toVip(), Hook::Output)),
                ElementsAre("192.168.1.10:80 33.0", "192.168.1.20:80 33.5", "dropped 33.5"))
        << "filter sees the new destination";
    EXPECT_THAT(textsOf(expectedShares(
                    tables(nat + "*raw\n:OUTPUT DROP [0:0]\n-A OUTPUT -d 10.96.1.101/32 -j ACCEPT\nCOMMIT\n"),
                    toVip(), Hook::Output)),
                ElementsAre("dropped 100.0"));
}

TEST(ExpectedShares, RulesBehindATranslationSeeTheDeviceOfTheFirstLookUp) {
    Packet packet = toVip();
    packet.out = "ens3";
    const auto withDrop = [&](const std::string& device) {
        return textsOf(expectedShares(
            tables("*nat\n" + kOutput + dnat("OUTPUT", "", "192.168.1.10:80") + "COMMIT\n*filter\n" +
                   kOutput + "-A OUTPUT -o " + device + " -j DROP\nCOMMIT\n"),
            packet, Hook::Output));
    };
    EXPECT_THAT(withDrop("ens3"), ElementsAre("dropped 100.0"));
    EXPECT_THAT(withDrop("br0"), ElementsAre("192.168.1.10:80 100.0"));
}

TEST(ExpectedShares, WhatIsNotTrackedIsNotTranslated) {
    EXPECT_THAT(
        textsOf(expectedShares(tables("*nat\n" + kThree +
                                      "COMMIT\n*raw\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -j CT --notrack\n"
                                      "COMMIT\n"),
                               toVip(), Hook::Output)),
        ElementsAre("untranslated 100.0"));
}

TEST(ExpectedShares, NameRangesAndTheNodeItselfAsTheRulesDo) {
    EXPECT_THAT(sharesOf(kOutput + dnat("OUTPUT", "", "10.0.0.1-10.0.0.3:80")),
                ElementsAre("10.0.0.1-10.0.0.3:80 100.0"));
    EXPECT_THAT(sharesOf(kOutput + "-A OUTPUT -p tcp -j REDIRECT --to-ports 3128\n"),
                ElementsAre(":3128 100.0"));
    EXPECT_THAT(sharesOf(kOutput + dnat("OUTPUT", "", "10.0.0.1")), ElementsAre("10.0.0.1:8080 100.0"));
}

TEST(TalliesOf, HaveTheRulesBackendsAndThenThoseThatWereHitBeside) {
    const auto shares = expectedShares(rulesOf("nat", kThree), toVip(), Hook::Output);
    const auto tallies = talliesOf(shares, {{"192.168.1.10:80", 4}, {"192.168.9.9:80", 1}});
    ASSERT_EQ(tallies.size(), 4u);
    EXPECT_EQ(tallies[0].hits, 4u);
    EXPECT_EQ(tallies[1].hits, 0u);
    EXPECT_NEAR(tallies[1].share, 0.335, 1e-6);
    EXPECT_EQ(tallies[3].backend, "192.168.9.9:80");
    EXPECT_EQ(tallies[3].share, 0);
    EXPECT_EQ(judge(tallies).verdict, Verdict::Skewed);
}

}  // namespace
}  // namespace podwire::stats
