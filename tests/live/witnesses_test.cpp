// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/witnesses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kRule = "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 ";

std::string connections(const std::string& server, int count, int first) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
        const std::string port = std::to_string(40000 + first + i);
        lines += "tcp      6 118 TIME_WAIT src=10.30.45.200 dst=10.96.1.100 sport=" + port +
                 " dport=8080 src=" + server + " dst=10.30.45.200 sport=80 dport=" + port +
                 " [ASSURED] mark=0 use=1 id=" + std::to_string(9000 + first + i) + "\n";
    }
    return lines;
}

NodeWitness node(int first, int second, const std::string& table,
                 const std::string& chance = "0.50000000000") {
    const auto counted = [](int packets) { return "[" + std::to_string(packets) + ":0] " + kRule; };
    auto read = readWitness("*nat\n:OUTPUT ACCEPT [0:0]\n" + counted(first) +
                            "-m statistic --mode random --probability " + chance +
                            " -j DNAT --to-destination 192.168.1.10:80\n" + counted(second) +
                            "-j DNAT --to-destination 192.168.2.20:80\nCOMMIT\n# connections\n" + table);
    EXPECT_TRUE(read) << read.error().text();
    return read.value();
}

class WitnessesTest : public ::testing::Test {
protected:
    WitnessesTest() {
        forecast.packet.destination = netfilter::parseAddress("10.96.1.100");
        forecast.packet.destinationPort = netfilter::onePort(8080);
    }

    void answer(const std::string& server, int times) {
        for (int i = 0; i < times; ++i) {
            TrafficResult result;
            result.server = server;
            result.failure = server.empty() ? TrafficFailure::Timeout : TrafficFailure::None;
            tally.add(result);
        }
    }

    TrafficForecast forecast;
    TrafficTally tally;
};

TEST_F(WitnessesTest, AgreeWhenAllIsWell) {
    answer("192.168.1.10", 3);
    answer("192.168.2.20", 2);
    const std::string earlier = connections("192.168.1.10", 4, 0);
    const auto all =
        hear(forecast, tally, 1, node(10, 20, earlier),
             node(13, 22, earlier + connections("192.168.1.10", 3, 10) + connections("192.168.2.20", 2, 20)));
    EXPECT_EQ(all.rules, (Counts{{"192.168.1.10", 3}, {"192.168.2.20", 2}}));
    EXPECT_EQ(all.connections, all.rules);
    EXPECT_THAT(all.alarms, IsEmpty());
}

TEST_F(WitnessesTest, AFailedRequestIsNoContradiction) {
    answer("192.168.1.10", 2);
    answer("", 1);
    const auto all = hear(forecast, tally, 1, node(0, 0, ""),
                          node(2, 1, connections("192.168.1.10", 2, 0) + connections("192.168.2.20", 1, 5)));
    EXPECT_THAT(all.alarms, IsEmpty());
}

TEST_F(WitnessesTest, TellWhenAnswersCameAroundTheRules) {
    answer("192.168.1.10", 3);
    const auto all = hear(forecast, tally, 1, node(0, 0, ""), node(1, 0, connections("192.168.1.10", 1, 0)));
    EXPECT_THAT(all.alarms, ElementsAre(HasSubstr("192.168.1.10 answered 3 times, but the rules counted 1")));
}

TEST_F(WitnessesTest, TellWhenOthersUseTheServiceToo) {
    answer("192.168.1.10", 1);
    const auto all = hear(forecast, tally, 1, node(0, 0, ""), node(5, 0, connections("192.168.1.10", 5, 0)));
    EXPECT_THAT(all.alarms, ElementsAre(HasSubstr("others use the service as well")));
}

TEST_F(WitnessesTest, TellWhenRulesAndConntrackDiffer) {
    answer("192.168.1.10", 2);
    const auto all = hear(forecast, tally, 1, node(0, 0, ""), node(2, 0, connections("192.168.2.20", 2, 0)));
    EXPECT_THAT(all.alarms,
                ElementsAre("The rules sent 2 connections to 192.168.1.10, and conntrack has 0.",
                            "The rules sent 0 connections to 192.168.2.20, and conntrack has 2."));
}

TEST_F(WitnessesTest, RulesThatChangedCountNothing) {
    answer("192.168.1.10", 2);
    for (const NodeWitness& after : {node(2, 0, "", "0.33000000007"), node(1, 0, "")}) {
        const auto all = hear(forecast, tally, 1, node(2, 0, ""), after);
        EXPECT_FALSE(all.rules);
        EXPECT_THAT(all.whyNoRules, HasSubstr("changed"));
    }
}

TEST_F(WitnessesTest, ConntrackForgetsALongRun) {
    answer("192.168.1.10", 1);
    const auto all = hear(forecast, tally, 200, node(0, 0, ""), node(1, 0, ""));
    EXPECT_FALSE(all.connections);
    EXPECT_THAT(all.alarms, IsEmpty());
}

TEST_F(WitnessesTest, ReadsWhatConntrackPrintsOnANodeThatCounts) {
    const auto seen =
        node(0, 0,
             "tcp      6 119 TIME_WAIT src=10.30.45.200 dst=10.96.1.100 sport=36934 dport=8080 packets=6 "
             "bytes=402 src=192.168.2.20 dst=10.30.45.200 sport=80 dport=36934 packets=4 bytes=353 "
             "[ASSURED] mark=0 delta-time=0 use=1 id=85732379\n");
    ASSERT_EQ(seen.connections.size(), 1U);
    EXPECT_EQ(seen.connections.begin()->second, "192.168.2.20");
}

TEST_F(WitnessesTest, WhatIsNoAccountIsRefused) {
    EXPECT_FALSE(readWitness("*nat\nCOMMIT\n"));
    EXPECT_THAT(witnessCommand(forecast).argv.back(),
                HasSubstr("--orig-dst 10.96.1.100 --orig-port-dst 8080 "));
}

}  // namespace
}  // namespace podwire::live
