// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_claim.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace podwire::live {
namespace {

using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(TrafficClaim, NamesSharesByAddress) {
    const auto claim = readClaim("192.168.1.10=0.33, 192.168.1.20 = 0.335,192.168.2.20=0.335");
    ASSERT_TRUE(claim);
    EXPECT_THAT(claim->shares, UnorderedElementsAre(Pair("192.168.1.10", 0.33), Pair("192.168.1.20", 0.335),
                                                    Pair("192.168.2.20", 0.335)));
    EXPECT_TRUE(readClaim("10.0.0.1=1"));
    EXPECT_TRUE(readClaim("10.0.0.1=0.3334,10.0.0.2=0.3333,10.0.0.3=0.3334")) << "as one types thirds";
}

TEST(TrafficClaim, RefusesWhatIsNone) {
    for (const char* const typed :
         {"", ",", "10.0.0.1", "10.0.0.1=", "10.0.0.1=x", "10.0.0.1=0.5x", "10.0.0.1=-0.1", "10.0.0.1=1.1",
          "10.0.0.1=nan", "10.0.0.1=inf", "pod1a=0.3", "10.0.0.1=0.3,", "10.0.0.1=0.3,10.0.0.1=0.3",
          "10.0.0.1=0.6,10.0.0.2=0.6", "=0.3"}) {
        const auto claim = readClaim(typed);
        ASSERT_FALSE(claim) << typed;
        EXPECT_EQ(claim.error().kind, ErrorKind::InvalidInput);
    }
}

TEST(TrafficClaim, IsWhatARunIsJudgedBy) {
    const std::map<std::string, std::uint64_t> half{{"10.0.0.1", 500}, {"10.0.0.2", 250}, {"10.0.0.3", 250}};
    const auto wrong = readClaim("10.0.0.1=0.33,10.0.0.2=0.335,10.0.0.3=0.335");
    const auto right = readClaim("10.0.0.1=0.5,10.0.0.2=0.25,10.0.0.3=0.25");
    ASSERT_TRUE(wrong && right);
    EXPECT_EQ(judgeTraffic(*wrong, half).judgement.verdict, stats::Verdict::Skewed);
    EXPECT_EQ(judgeTraffic(*right, half).judgement.verdict, stats::Verdict::Consistent);
}

}  // namespace
}  // namespace podwire::live
