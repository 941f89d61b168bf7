// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_forecast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "tests/support/rules.h"

namespace podwire::live {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kPolicies =
    ":PREROUTING ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n";
const std::string kRandom = "-m statistic --mode random --probability ";

std::string balanced(const std::string& chain, const std::string& match, const std::string& first) {
    const std::string rule = "-A " + chain + " " + match + " ";
    return rule + kRandom + first + " -j DNAT --to-destination 192.168.1.10:80\n" + rule + kRandom +
           "0.50000000000 -j DNAT --to-destination 192.168.1.20:80\n" + rule +
           "-j DNAT --to-destination 192.168.2.20:80\n";
}

const std::string kService = "-d 10.96.1.100/32 -p tcp -m tcp --dport 8080";
const std::string kNodePort = "-p tcp -m tcp --dport 30000";

netstate::Link link(const std::string& name, const std::string& address) {
    netstate::Link one;
    one.name = name;
    one.addresses = {{"inet", address, 24, "global", false}};
    return one;
}

netstate::Route route(const std::string& destination, const std::string& gateway, const std::string& device) {
    netstate::Route one;
    one.type = "unicast";
    one.destination = destination;
    one.gateway = gateway;
    one.device = device;
    one.table = "main";
    return one;
}

plan::Observed node(const std::string& name, const std::string& address, const std::string& rules) {
    plan::Observed one;
    one.node = name;
    one.rules = test::rulesOf("nat", kPolicies + rules);
    netstate::Netns main;
    main.links = {link("ens3", address)};
    main.routes = {route("10.30.45.0/24", "", "ens3"), route("default", "10.30.45.1", "ens3")};
    one.namespaces = {main};
    return one;
}

class TrafficForecastTest : public ::testing::Test {
protected:
    TrafficForecastTest() {
        nodes["host"] = node("host", "10.30.45.1", "");
        nodes["node1"] = node("node1", "10.30.45.100", balanced("PREROUTING", kNodePort, "0.33000000007"));
        nodes["node2"] = node("node2", "10.30.45.200", balanced("OUTPUT", kService, "0.33000000007"));
        netstate::Netns pod;
        pod.name = "pod1a";
        pod.links = {link("eth0", "192.168.1.10")};
        pod.routes = {route("default", "192.168.1.1", "eth0")};
        auto& node1 = nodes["node1"].namespaces;
        node1.front().links.push_back(link("br0", "192.168.1.1"));
        node1.front().routes.push_back(route("192.168.1.0/24", "", "br0"));
        node1.push_back(pod);
    }

    TrafficForecast from(const std::string& origin, const std::string& target) {
        TrafficRequest request;
        EXPECT_TRUE(readOrigin(origin, request));
        EXPECT_TRUE(readTarget(target, request));
        return foretell(nodes, request, *netfilter::parseAddress(request.address));
    }

    std::map<std::string, plan::Observed> nodes;
};

void expectShares(const TrafficForecast& forecast, double first, double second, double third) {
    ASSERT_EQ(forecast.shares.size(), 3U) << forecast.why;
    EXPECT_NEAR(forecast.shares.at("192.168.1.10"), first, 1e-6);
    EXPECT_NEAR(forecast.shares.at("192.168.1.20"), second, 1e-6);
    EXPECT_NEAR(forecast.shares.at("192.168.2.20"), third, 1e-6);
}

TEST_F(TrafficForecastTest, OfANodesOwnRequestsIsThatOfItsOutput) {
    const auto forecast = from("node2", "10.96.1.100:8080");
    expectShares(forecast, 0.33, 0.335, 0.335);
    EXPECT_EQ(forecast.place, "OUTPUT of node2");
}

TEST_F(TrafficForecastTest, TellsHowEachShareComesAbout) {
    const auto forecast = from("node2", "10.96.1.100:8080");
    EXPECT_EQ(forecast.arithmetic("192.168.1.10"), "0.33");
    EXPECT_EQ(forecast.arithmetic("192.168.1.20"), "0.67 x 0.5");
    EXPECT_EQ(forecast.arithmetic("192.168.2.20"), "the rest");
    EXPECT_THAT(forecast.arithmetic("192.168.9.9"), IsEmpty());
    EXPECT_EQ(forecast.node, "node2");
    EXPECT_EQ(stats::expectedShares(nodes["node2"].rules, forecast.packet, forecast.hook).outcomes.size(),
              forecast.detail.outcomes.size());
}

TEST_F(TrafficForecastTest, FollowsTheRules) {
    nodes["node2"].rules = test::rulesOf("nat", kPolicies + balanced("OUTPUT", kService, "0.50000000000"));
    expectShares(from("node2", "10.96.1.100:8080"), 0.5, 0.25, 0.25);
}

TEST_F(TrafficForecastTest, OfAPodIsThatOfItsNodesPrerouting) {
    nodes["node1"].rules =
        test::rulesOf("nat", kPolicies + balanced("PREROUTING", kService + " -i br0", "0.33000000007") +
                                 "-A OUTPUT " + kService + " -j DNAT --to-destination 192.168.1.10:80\n");
    const auto forecast = from("node1/pod1a", "10.96.1.100:8080");
    expectShares(forecast, 0.33, 0.335, 0.335);
    EXPECT_EQ(forecast.place, "PREROUTING of node1");
}

TEST_F(TrafficForecastTest, OfANodePortIsThatOfTheNodeThatOwnsTheAddress) {
    for (const char* const origin : {"host", "node2"}) {
        const auto forecast = from(origin, "10.30.45.100:30000");
        expectShares(forecast, 0.33, 0.335, 0.335);
        EXPECT_EQ(forecast.place, "PREROUTING of node1");
    }
}

TEST_F(TrafficForecastTest, FollowsARouteToANode) {
    nodes["host"].namespaces.front().routes.push_back(route("10.96.1.100", "10.30.45.100", "ens3"));
    nodes["node1"].rules = test::rulesOf("nat", kPolicies + balanced("PREROUTING", kService, "0.5"));
    expectShares(from("host", "10.96.1.100:8080"), 0.5, 0.25, 0.25);
}

TEST_F(TrafficForecastTest, WithoutRulesTheAddressItselfAnswers) {
    const auto forecast = from("node2", "192.168.1.10:80");
    EXPECT_EQ(forecast.shares, (std::map<std::string, double>{{"192.168.1.10", 1}}));
    EXPECT_THAT(forecast.place, IsEmpty());
    EXPECT_EQ(judgeTraffic(forecast, {{"192.168.1.10", 3}}).judgement.verdict, stats::Verdict::Consistent);
    const auto passedOn = judgeTraffic(forecast, {{"192.168.1.20", 3}});
    EXPECT_FALSE(passedOn.hasForecast);
    EXPECT_THAT(passedOn.why, HasSubstr("passes requests on"));
}

TEST_F(TrafficForecastTest, SaysWhyItCannotBeTold) {
    EXPECT_THAT(from("node9", "10.96.1.100:8080").why, HasSubstr("node9"));
    EXPECT_THAT(from("node1/pod9", "10.96.1.100:8080").why, HasSubstr("pod9"));
    const auto withRule = [&](const std::string& rule) {
        nodes["node2"].rules = test::rulesOf("nat", kPolicies + "-A OUTPUT " + kService + " " + rule + "\n");
        const auto forecast = from("node2", "10.96.1.100:8080");
        EXPECT_THAT(forecast.shares, IsEmpty());
        return forecast.why;
    };
    EXPECT_THAT(withRule("-m limit --limit 5/sec -j DNAT --to-destination 192.168.1.10:80"),
                HasSubstr("OUTPUT of node2"));
    EXPECT_THAT(withRule("-j DNAT --to-destination 192.168.1.10-192.168.1.20:80"),
                HasSubstr("no single address"));
    EXPECT_THAT(withRule("-j REDIRECT --to-ports 80"), HasSubstr("no single address"));
}

TEST(JudgeTraffic, ComparesHitsWithTheForecast) {
    const TrafficForecast forecast{
        {{"192.168.1.10", 0.33}, {"192.168.1.20", 0.335}, {"192.168.2.20", 0.335}}, "OUTPUT of node2", {}};
    const auto fits =
        judgeTraffic(forecast, {{"192.168.1.10", 331}, {"192.168.1.20", 340}, {"192.168.2.20", 329}});
    EXPECT_EQ(fits.judgement.verdict, stats::Verdict::Consistent);
    ASSERT_EQ(fits.shares.size(), 3U);
    EXPECT_NEAR(fits.shares.front().expected, 0.33, 1e-9);
    EXPECT_LT(fits.shares.front().interval.low, 0.331);
    EXPECT_GT(fits.shares.front().interval.high, 0.331);
    const auto skewed =
        judgeTraffic(forecast, {{"192.168.1.10", 500}, {"192.168.1.20", 250}, {"192.168.2.20", 250}});
    EXPECT_EQ(skewed.judgement.verdict, stats::Verdict::Skewed);
    const auto stray = judgeTraffic(forecast, {{"", 1}, {"192.168.1.10", 1}});
    EXPECT_EQ(stray.judgement.verdict, stats::Verdict::Skewed);
    EXPECT_EQ(stray.shares.back().server, "");
    EXPECT_EQ(judgeTraffic(forecast, {}).judgement.verdict, stats::Verdict::NotEnoughData);
}

TEST(JudgeTraffic, WithoutAForecastStillTellsIntervals) {
    const auto judged = judgeTraffic({{}, {}, "Why not."}, {{"192.168.1.10", 50}, {"192.168.1.20", 50}});
    EXPECT_FALSE(judged.hasForecast);
    EXPECT_EQ(judged.why, "Why not.");
    ASSERT_EQ(judged.shares.size(), 2U);
    EXPECT_NEAR(judged.shares.front().interval.low + judged.shares.front().interval.high, 1, 1e-9);
}

}  // namespace
}  // namespace podwire::live
