// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_what_if.h"

#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "tests/support/rules.h"

namespace podwire::live {
namespace {

const std::string kRule = "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 ";
const std::string kRandom = "-m statistic --mode random --probability ";

std::string to(const std::string& server) {
    return "-j DNAT --to-destination " + server + ":80\n";
}

class TrafficWhatIfTest : public ::testing::Test {
protected:
    TrafficWhatIfTest() {
        forecast.packet.destination = netfilter::parseAddress("10.96.1.100");
        forecast.packet.destinationPort = netfilter::onePort(8080);
        use("");
    }

    /// `between` stands after the first of three rules.
    void use(const std::string& between) {
        rules = test::rulesOf("nat", ":OUTPUT ACCEPT [0:0]\n" + kRule + kRandom + "0.33000000007 " +
                                         to("192.168.1.10") + between + kRule + kRandom + "0.50000000000 " +
                                         to("192.168.1.20") + kRule + to("192.168.2.20"));
    }

    netfilter::Ruleset rules;
    TrafficForecast forecast;
};

TEST_F(TrafficWhatIfTest, ListsTheRulesThatDecideInTheirOrder) {
    use("-A OUTPUT -d 10.96.1.10/32 -p udp -j DNAT --to-destination 1.2.3.4\n");
    const auto deciding = decidingRules(rules, forecast);
    ASSERT_EQ(deciding.size(), 3U);
    EXPECT_EQ(deciding[0].server, "192.168.1.10");
    EXPECT_NEAR(deciding[0].probability.value_or(0), 0.33, 1e-6);
    EXPECT_EQ(deciding[1].place.position, 3U);
    EXPECT_EQ(deciding[2].server, "192.168.2.20");
    EXPECT_FALSE(deciding[2].probability);
}

TEST_F(TrafficWhatIfTest, AnotherProbabilityMovesEveryShareBehindIt) {
    const auto answer = whatIf(rules, forecast, {RuleWish::Kind::Probability, {"nat", "OUTPUT", 1, {}}, 0.5});
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_NEAR(answer->before.at("192.168.1.20"), 0.335, 1e-6);
    EXPECT_NEAR(answer->after.at("192.168.1.10"), 0.5, 1e-6);
    EXPECT_NEAR(answer->after.at("192.168.1.20"), 0.25, 1e-6);
    EXPECT_NEAR(answer->after.at("192.168.2.20"), 0.25, 1e-6);
    EXPECT_EQ(answer->commands,
              "sudo iptables -t nat -R OUTPUT 1 -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m statistic "
              "--mode random "
              "--probability 0.50000000000 -j DNAT --to-destination 192.168.1.10:80");
}

TEST_F(TrafficWhatIfTest, AnUnconditionalRuleThatComesEarlierTakesTheRest) {
    const auto answer = whatIf(rules, forecast, {RuleWish::Kind::Earlier, {"nat", "OUTPUT", 3, {}}, 0});
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_NEAR(answer->after.at("192.168.2.20"), 0.67, 1e-6);
    EXPECT_EQ(answer->after.count("192.168.1.20"), 0U);
    EXPECT_NE(answer->commands.find("-I OUTPUT 2 "), std::string::npos) << answer->commands;
}

TEST_F(TrafficWhatIfTest, RulesThatAreNotNeighboursChangePlacesInTwoMoves) {
    use("-A OUTPUT -d 10.96.1.10/32 -p udp -j DNAT --to-destination 1.2.3.4\n");
    const auto answer = whatIf(rules, forecast, {RuleWish::Kind::Earlier, {"nat", "OUTPUT", 3, {}}, 0});
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_NEAR(answer->after.at("192.168.1.20"), 0.5, 1e-6);
    EXPECT_NEAR(answer->after.at("192.168.1.10"), 0.5 * 0.33, 1e-6);
    EXPECT_NE(answer->commands.find("-I OUTPUT 1 "), std::string::npos) << answer->commands;
    EXPECT_EQ(std::count(answer->commands.begin(), answer->commands.end(), '\n'), 3) << answer->commands;
}

TEST_F(TrafficWhatIfTest, RefusesWhatCannotBe) {
    const stats::RulePlace first{"nat", "OUTPUT", 1, {}};
    EXPECT_EQ(whatIf(rules, forecast, {RuleWish::Kind::Probability, first, 1.5}).error().kind,
              ErrorKind::InvalidInput);
    EXPECT_EQ(whatIf(rules, forecast, {RuleWish::Kind::Earlier, first, 0}).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(
        whatIf(rules, forecast, {RuleWish::Kind::Probability, {"nat", "OUTPUT", 9, {}}, 0.5}).error().kind,
        ErrorKind::NotFound);
}

}  // namespace
}  // namespace podwire::live
