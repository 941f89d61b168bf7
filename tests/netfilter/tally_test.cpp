// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/tally.h"

#include <gtest/gtest.h>

namespace podwire::netfilter {
namespace {

using namespace std::chrono_literals;
using Kind = TallyEvent::Kind;

Ruleset rules(const std::string& lines, const std::string& heads = ":OUTPUT ACCEPT [0:0]\n") {
    auto ruleset = parseSave("*nat\n" + heads + lines + "COMMIT\n");
    if (!ruleset) {
        throw std::runtime_error(ruleset.error().text());
    }
    return *std::move(ruleset);
}

std::string rule(int packets, const std::string& words, const std::string& chain = "OUTPUT") {
    return "[" + std::to_string(packets) + ":" + std::to_string(packets * 60) + "] -A " + chain + " " +
           words + "\n";
}

const std::string A = "-d 10.0.0.1/32 -j ACCEPT";
const std::string B = "-d 10.0.0.2/32 -j ACCEPT";
const std::string C = "-d 10.0.0.3/32 -j ACCEPT";

class TallyTest : public ::testing::Test {
protected:
    [[nodiscard]] const TalliedChain& chain(std::size_t index = 0) const {
        return *tally.state()->chains.at(index);
    }
    [[nodiscard]] std::uint64_t packets(std::size_t place) const {
        return chain().counts.at(place).total.packets;
    }
    Tally tally;
};

TEST_F(TallyTest, TheFirstReadingIsWhatItIsAndNoNews) {
    EXPECT_TRUE(tally.read(rules(rule(5, A) + rule(7, B)), 1000ms).empty());
    EXPECT_EQ(packets(0), 5U);
    EXPECT_EQ(packets(1), 7U);
    EXPECT_EQ(chain().counts[0].packetsPerSecond, 0);
}

TEST_F(TallyTest, WhatCameInBetweenMakesTheRate) {
    tally.read(rules(rule(5, A) + rule(7, B)), 1000ms);
    tally.read(rules(rule(15, A) + rule(7, B)), 3000ms);
    EXPECT_EQ(packets(0), 15U);
    EXPECT_DOUBLE_EQ(chain().counts[0].packetsPerSecond, 5);
    EXPECT_DOUBLE_EQ(chain().counts[0].bytesPerSecond, 300);
    ASSERT_NE(chain().counts[0].history, nullptr);
    EXPECT_DOUBLE_EQ(chain().counts[0].history->at(2), 5);
    EXPECT_DOUBLE_EQ(chain().counts[0].history->at(3), 5);
    EXPECT_EQ(chain().counts[1].history, nullptr);
    tally.rest(4000ms);
    EXPECT_DOUBLE_EQ(chain().counts[0].packetsPerSecond, 0);
    EXPECT_EQ(packets(0), 15U);
}

TEST_F(TallyTest, AChainOfWhichNothingChangedIsTheSameObject) {
    const auto text = rules(rule(5, A), ":OUTPUT ACCEPT [0:0]\n:INPUT ACCEPT [3:180]\n");
    tally.read(text, 1000ms);
    const auto before = tally.state()->chains;
    tally.read(rules(rule(6, A), ":OUTPUT ACCEPT [0:0]\n:INPUT ACCEPT [3:180]\n"), 2000ms);
    EXPECT_NE(tally.state()->chains.at(0), before.at(0));
    EXPECT_EQ(tally.state()->chains.at(0)->rules, before.at(0)->rules);
    EXPECT_EQ(tally.state()->chains.at(1), before.at(1));
}

TEST_F(TallyTest, ARewriteThatZeroesTheCountersIsAnEventAndTheTotalGoesOn) {
    tally.read(rules(rule(300, A) + rule(10, B)), 1000ms);
    const auto events = tally.read(rules(rule(0, A) + rule(2, B)), 2000ms);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::Reset);
    EXPECT_EQ(events[0].rules, 2U);
    EXPECT_EQ(packets(0), 300U);
    EXPECT_EQ(packets(1), 12U);
    tally.read(rules(rule(5, A) + rule(2, B)), 3000ms);
    EXPECT_EQ(packets(0), 305U);
}

TEST_F(TallyTest, RulesArriveLeaveAndComeBack) {
    tally.read(rules(rule(1, A)), 1000ms);
    auto events = tally.read(rules(rule(4, B) + rule(1, A)), 2000ms);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::Arrived);
    EXPECT_EQ(events[0].place, 0U);
    EXPECT_EQ(packets(1), 1U);
    events = tally.read(rules(rule(1, A)), 3000ms);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::Left);
    EXPECT_EQ(events[0].rule->specification, "-A OUTPUT -d 10.0.0.2/32 -j ACCEPT");
    tally.read(rules(rule(1, A) + rule(2, B)), 4000ms);
    EXPECT_EQ(packets(1), 6U) << "its count goes on";
}

TEST_F(TallyTest, OnlyTheRuleThatMovedIsSaidToHaveMoved) {
    tally.read(rules(rule(1, A) + rule(2, B) + rule(3, C)), 1000ms);
    const auto identity = chain().rules->at(0);
    const auto events = tally.read(rules(rule(2, B) + rule(3, C) + rule(1, A)), 2000ms);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::Moved);
    EXPECT_EQ(events[0].rule, identity);
    EXPECT_EQ(events[0].place, 2U);
    EXPECT_EQ(packets(2), 1U);
}

TEST_F(TallyTest, RulesThatAreAlikeCountEachForItself) {
    tally.read(rules(rule(1, A) + rule(2, A)), 1000ms);
    tally.read(rules(rule(10, A) + rule(20, A)), 2000ms);
    EXPECT_EQ(packets(0), 10U);
    EXPECT_EQ(packets(1), 20U);
    EXPECT_EQ(chain().rules->at(1)->nth, 1);
}

TEST_F(TallyTest, AfterAPauseNothingIsCountedTwiceAndNoRateIsMadeUp) {
    tally.read(rules(rule(100, A)), 1000ms);
    tally.pause();
    EXPECT_TRUE(tally.read(rules(rule(150, A)), 60'000ms).empty());
    EXPECT_EQ(packets(0), 150U);
    EXPECT_EQ(chain().counts[0].packetsPerSecond, 0);
    tally.read(rules(rule(160, A)), 61'000ms);
    EXPECT_EQ(packets(0), 160U);
    EXPECT_DOUBLE_EQ(chain().counts[0].packetsPerSecond, 10);
}

TEST_F(TallyTest, ARestartOfTheNodeWhileNobodyWatchedIsAReset) {
    tally.read(rules(rule(100, A)), 1000ms);
    tally.pause();
    const auto events = tally.read(rules(rule(3, A)), 60'000ms);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::Reset);
    EXPECT_EQ(packets(0), 103U);
}

TEST_F(TallyTest, AReadingOfOneChainLeavesTheOthers) {
    const std::string heads = ":OUTPUT ACCEPT [0:0]\n:MINE - [0:0]\n";
    tally.read(rules(rule(1, A) + rule(2, B, "MINE"), heads), 1000ms);
    const auto events = tally.readSome(rules(rule(5, B, "MINE"), ":MINE - [0:0]\n"), 2000ms);
    EXPECT_TRUE(events.empty());
    ASSERT_EQ(tally.state()->chains.size(), 2U);
    EXPECT_EQ(packets(0), 1U);
    EXPECT_EQ(chain(1).counts.at(0).total.packets, 5U);
    EXPECT_TRUE(tally.readSome(rules(rule(5, B, "OTHER"), ":OTHER - [0:0]\n"), 3000ms).empty());
    EXPECT_EQ(tally.state()->chains.size(), 2U);
}

TEST_F(TallyTest, AChainThatGoesTakesItsRulesAlong) {
    tally.read(rules(rule(2, B, "MINE"), ":OUTPUT ACCEPT [0:0]\n:MINE - [0:0]\n"), 1000ms);
    const auto events = tally.read(rules(""), 2000ms);
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, Kind::Left);
    EXPECT_EQ(events[0].chain, "MINE");
    EXPECT_EQ(tally.state()->chains.size(), 1U);
}

TEST_F(TallyTest, ANewPolicyAndItsCounterAreTaken) {
    tally.read(rules("", ":OUTPUT ACCEPT [5:300]\n"), 1000ms);
    tally.read(rules("", ":OUTPUT DROP [9:540]\n"), 2000ms);
    EXPECT_EQ(chain().policy, "DROP");
    EXPECT_EQ(chain().policyCount.total.packets, 9U);
    EXPECT_DOUBLE_EQ(chain().policyCount.packetsPerSecond, 4);
}

TEST(RuleHistoryTest, ForgetsWhatIsOlderThanAMinute) {
    RuleHistory history;
    history.add(9000ms, 10'000ms, 30);
    EXPECT_DOUBLE_EQ(history.at(10), 30);
    history.add(69'000ms, 70'000ms, 7);
    EXPECT_DOUBLE_EQ(history.at(10), 0);
    EXPECT_DOUBLE_EQ(history.at(70), 7);
    EXPECT_DOUBLE_EQ(history.at(71), 0);
    history.add(1000ms, 600'000ms, 60);
    EXPECT_DOUBLE_EQ(history.at(541), 1);
}

TEST(ChainListingTest, ReadsAsASave) {
    const std::string listing =
        "*nat\n-P OUTPUT ACCEPT -c 12 720\n"
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m comment --comment \"say -c 1 2 \\\" so\" -c 3 180 -j DNAT "
        "--to-destination 192.168.1.10:80\n-A OUTPUT -p udp -c 4 240\nCOMMIT\n*filter\n-N MINE\nCOMMIT\n";
    const auto ruleset = parseSave(savedFromListing(listing));
    ASSERT_TRUE(ruleset) << ruleset.error().text();
    const Chain* const output = ruleset->find("nat", "OUTPUT");
    ASSERT_NE(output, nullptr);
    EXPECT_EQ(output->policy, "ACCEPT");
    EXPECT_EQ(output->counters, (Counters{12, 720}));
    ASSERT_EQ(output->rules.size(), 2U);
    EXPECT_EQ(output->rules[0].counters, (Counters{3, 180}));
    EXPECT_EQ(output->rules[0].line,
              "-A OUTPUT -d 10.96.1.100/32 -p tcp -m comment --comment \"say -c 1 2 \\\" so\" -j DNAT "
              "--to-destination 192.168.1.10:80");
    EXPECT_EQ(output->rules[1].line, "-A OUTPUT -p udp");
    EXPECT_NE(ruleset->find("filter", "MINE"), nullptr);
}

}  // namespace
}  // namespace podwire::netfilter
