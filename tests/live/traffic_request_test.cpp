// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace podwire::live {
namespace {

using ::testing::ElementsAre;

TrafficRequest target(const std::string& typed) {
    TrafficRequest request;
    const auto read = readTarget(typed, request);
    EXPECT_TRUE(read) << typed;
    return request;
}

TEST(TrafficRequest, ComesFromANodeOrAPod) {
    TrafficRequest request;
    ASSERT_TRUE(readOrigin(" node2 ", request));
    EXPECT_EQ(request.node + "|" + request.netns, "node2|");
    ASSERT_TRUE(readOrigin("node1/pod1a", request));
    EXPECT_EQ(request.node + "|" + request.netns, "node1|pod1a");
    ASSERT_TRUE(readOrigin("node2", request));
    EXPECT_EQ(request.netns, "") << "what was there before goes";
    for (const char* const typed : {"", "/", "node1/", "/pod1a", "node1/pod1a/x", "-n", "node1/-x",
                                    "node1/..", "no de", "node1;id", "node1\nx"}) {
        EXPECT_FALSE(readOrigin(typed, request)) << typed;
    }
}

TEST(TrafficRequest, TakesAddressesNamesAndUrls) {
    EXPECT_EQ(target("10.96.1.100:8080").address, "10.96.1.100");
    EXPECT_EQ(target("10.96.1.100:8080").port, 8080);
    EXPECT_EQ(target("10.96.1.100").port, 80);
    EXPECT_EQ(target(" my-ip-service.default.svc.cluster.local:8080 ").address,
              "my-ip-service.default.svc.cluster.local");
    EXPECT_EQ(target("localhost.").address, "localhost.");
    const TrafficRequest url = target("http://my_service:8080/a/b?c=d");
    EXPECT_EQ(url.address + "|" + std::to_string(url.port) + "|" + url.path, "my_service|8080|/a/b?c=d");
}

TEST(TrafficRequest, RefusesWhatIsNoTargetAndKeepsWhatWasThere) {
    TrafficRequest request = target("10.0.0.1:81/x");
    for (const char* const typed :
         {"", ":80", "10.96.1.100:", "10.96.1.100:0", "10.96.1.100:65536", "10.96.1.100:-1",
          "10.96.1.100:80x", "10.96.1.256:80", "1.2.3", "a..b:80", "-a:80", "a b:80", "$(id):80",
          "https://a:443", "fe80::1", "http://", "http://a/b c", "http://a/\x01"}) {
        const auto read = readTarget(typed, request);
        ASSERT_FALSE(read) << typed;
        EXPECT_EQ(read.error().kind, ErrorKind::InvalidInput);
        EXPECT_EQ(request.address + request.path, "10.0.0.1/x") << typed;
    }
    EXPECT_FALSE(readTarget(std::string(64, 'a') + ":80", request));
    EXPECT_FALSE(readTarget("a/" + std::string(2000, 'b'), request));
}

TEST(TrafficRequest, IsHeldToItsRanges) {
    TrafficRequest good = target("10.0.0.1:80");
    good.node = "node1";
    EXPECT_TRUE(validate(good));
    const auto with = [&](auto change) {
        TrafficRequest request = good;
        change(request);
        return validate(request).has_value();
    };
    EXPECT_FALSE(with([](auto& one) { one.node.clear(); }));
    EXPECT_FALSE(with([](auto& one) { one.address = "-x"; }));
    EXPECT_FALSE(with([](auto& one) { one.path = "x"; }));
    EXPECT_FALSE(with([](auto& one) { one.rate = -1; }));
    EXPECT_FALSE(with([](auto& one) { one.rate = std::numeric_limits<double>::quiet_NaN(); }));
    EXPECT_FALSE(with([](auto& one) { one.concurrency = 0; }));
    EXPECT_FALSE(with([](auto& one) { one.concurrency = kMostAtOnce + 1; }));
    EXPECT_FALSE(with([](auto& one) { one.deadline = std::chrono::milliseconds(0); }));
    EXPECT_TRUE(with([](auto& one) { one.concurrency = kMostAtOnce; }));
}

TEST(TrafficRequest, IsAListOfArguments) {
    TrafficRequest request = target("10.96.1.100:8080/x");
    request.node = "node1";
    request.count = 7;
    const auto here = trafficCommand(request);
    ASSERT_EQ(here.argv.size(), 11U);
    EXPECT_EQ(here.argv.front(), "python3");
    EXPECT_THAT(std::vector(here.argv.begin() + 4, here.argv.begin() + 8),
                ElementsAre("10.96.1.100", "8080", "/x", "7"));
    EXPECT_TRUE(here.keepInputOpen);
    EXPECT_EQ(here.deadline.count(), 0);
    request.netns = "pod1a";
    const auto there = trafficCommand(request).argv;
    EXPECT_THAT(std::vector(there.begin() + 4, there.begin() + 9),
                ElementsAre("ip", "netns", "exec", "pod1a", "python3"));
}

}  // namespace
}  // namespace podwire::live
