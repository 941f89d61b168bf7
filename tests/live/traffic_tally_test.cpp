// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_tally.h"

#include <gtest/gtest.h>

namespace podwire::live {
namespace {

TrafficResult answer(const std::string& server, std::int64_t start = 0, std::int64_t duration = 1000) {
    TrafficResult result;
    result.start = start;
    result.duration = duration;
    result.asked = "10.96.1.100";
    result.status = 200;
    result.server = server;
    return result;
}

TrafficResult failure(TrafficFailure kind, std::int64_t start = 0) {
    TrafficResult result;
    result.start = start;
    result.failure = kind;
    return result;
}

TEST(Latencies, TellPercentilesWithinTheirError) {
    Latencies latencies;
    EXPECT_EQ(latencies.percentile(0.5), 0);
    for (std::int64_t i = 1; i <= 100'000; ++i) {
        latencies.add(i);
    }
    for (const double part : {0.0005, 0.001, 0.01, 0.5, 0.9, 0.99, 1.0}) {
        EXPECT_NEAR(static_cast<double>(latencies.percentile(part)), part * 100'000, part * 100'000 * 0.016);
    }
    EXPECT_EQ(latencies.percentile(0), 1);
}

TEST(Latencies, TakeAnyDuration) {
    Latencies latencies;
    latencies.add(-5);
    latencies.add(std::int64_t{1} << 61U);
    EXPECT_EQ(latencies.percentile(0.1), 0);
    EXPECT_GT(latencies.percentile(1), std::int64_t{1} << 36U);
}

TEST(TrafficTally, CountsWhoAnsweredAndHowOthersFailed) {
    TrafficTally tally;
    for (const auto& result : {answer("192.168.1.10"), answer("192.168.1.10"), answer(""),
                               failure(TrafficFailure::Refused), failure(TrafficFailure::Timeout)}) {
        tally.add(result);
    }
    EXPECT_EQ(tally.requests(), 5U);
    EXPECT_EQ(tally.failed(), 2U);
    EXPECT_EQ(tally.hits(), (std::map<std::string, std::uint64_t>{{"", 1}, {"192.168.1.10", 2}}));
    EXPECT_EQ(tally.failures().at(TrafficFailure::Refused), 1U);
    EXPECT_EQ(tally.latencies().count(), 3U) << "failures have no part in them";
    EXPECT_EQ(tally.asked(), (std::map<std::string, std::uint64_t>{{"10.96.1.100", 3}}));
}

TEST(TrafficTally, KeepsABoundedHistoryOfWhenTheyEnded) {
    TrafficTally tally;
    tally.add(answer("a", 99'000, 2'000));
    tally.add(answer("b", 0, 99'999));
    tally.add(failure(TrafficFailure::Reset, 150'000));
    ASSERT_EQ(tally.history().size(), 2U);
    EXPECT_EQ(tally.history().at(0).hits.at("b"), 1U);
    EXPECT_EQ(tally.history().at(1).hits.at("a"), 1U);
    EXPECT_EQ(tally.history().at(1).failed, 1U);
    for (std::int64_t slot = 0; slot < 5'000; ++slot) {
        tally.add(answer("a", slot * TrafficTally::kSlotMicroseconds));
    }
    EXPECT_EQ(tally.history().size(), TrafficTally::kMostSlots);
    EXPECT_EQ(tally.history().rbegin()->first, 4'999);
    EXPECT_EQ(tally.hits().at("a"), 5'001U) << "the counts stay whole";
}

TEST(TrafficTally, StaysBoundedWhoeverClaimsToAnswer) {
    TrafficTally tally;
    for (int i = 0; i < 10'000; ++i) {
        tally.add(answer("10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250)));
    }
    EXPECT_LE(tally.hits().size(), TrafficTally::kMostServers + 1);
    EXPECT_EQ(tally.hits().at(""), 10'000 - TrafficTally::kMostServers);
    EXPECT_EQ(tally.requests(), 10'000U);
}

}  // namespace
}  // namespace podwire::live
