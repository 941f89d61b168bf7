// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/stats/exact_test.h"

namespace podwire::stats {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Tally> thirds(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    return {{"pod1a", 0.33, a}, {"pod1b", 0.335, b}, {"pod2", 0.335, c}};
}

/// Wilson (1927); values as R's prop.test(x, n, correct = FALSE) prints them.
TEST(Wilson, IsThatOfTheTextbooks) {
    const Interval one = wilson(33, 100);
    EXPECT_NEAR(one.low, 0.24563, 1e-4);
    EXPECT_NEAR(one.high, 0.42691, 1e-4);
    const Interval few = wilson(0, 10);
    EXPECT_EQ(few.low, 0);
    EXPECT_NEAR(few.high, 0.27753, 1e-4);
    const Interval all = wilson(10, 10);
    EXPECT_NEAR(all.low, 0.72247, 1e-4);
    EXPECT_EQ(all.high, 1);
    EXPECT_EQ(wilson(0, 0).low, 0);
    EXPECT_EQ(wilson(0, 0).high, 1);
}

/// 2 of 10 or as far off, with a half: twice the binomial tail (1 + 10 + 45) / 1024.
TEST(ExactTest, IsTheBinomialTestForTwo) {
    EXPECT_NEAR(*exactTest({{0.5, 2}, {0.5, 8}}), 2 * 56 / 1024.0, 1e-12);
    EXPECT_NEAR(*exactTest({{0.5, 5}, {0.5, 5}}), 1, 1e-12);
    EXPECT_NEAR(*exactTest({{0.25, 3}, {0.75, 0}}), 1 / 64.0, 1e-12);
}

/// Three dice that show only ones, of a die with three faces: 3 of 27.
TEST(ExactTest, CountsWaysThatAreAsFarOff) {
    const double third = 1.0 / 3;
    EXPECT_NEAR(*exactTest({{third, 3}, {third, 0}, {third, 0}}), 3 / 27.0, 1e-12);
    EXPECT_NEAR(*exactTest({{third, 1}, {third, 1}, {third, 1}}), 1, 1e-12);
}

TEST(ExactTest, LeavesManyHitsToTheChiSquare) {
    EXPECT_FALSE(exactTest({{0.5, 50'000}, {0.25, 25'000}, {0.25, 25'000}}).has_value());
}

TEST(Judge, CallsAnEvenSplitConsistent) {
    const Judgement judged = judge(thirds(340, 329, 331));
    EXPECT_EQ(judged.verdict, Verdict::Consistent);
    EXPECT_EQ(judged.degrees, 2);
    EXPECT_EQ(judged.hits, 1000u);
    EXPECT_FALSE(judged.isExact);
    const double chiSquare = 100.0 / 330 + 36.0 / 335 + 16.0 / 335;
    EXPECT_NEAR(judged.chiSquare, chiSquare, 1e-9);
    EXPECT_NEAR(judged.p, std::exp(-chiSquare / 2), 1e-9);
    EXPECT_EQ(judged.intervals.size(), 3u);
    EXPECT_LT(judged.intervals[0].low, 0.33);
    EXPECT_GT(judged.intervals[0].high, 0.33);
}

TEST(Judge, CallsALopsidedSplitSkewed) {
    EXPECT_EQ(judge(thirds(450, 275, 275)).verdict, Verdict::Skewed);
    EXPECT_LT(judge(thirds(450, 275, 275)).p, 1e-6);
}

TEST(Judge, TakesSharesByHowTheyRelate) {
    const Judgement judged = judge({{"a", 3, 300}, {"b", 1, 100}});
    EXPECT_THAT(judged.shares, ElementsAre(0.75, 0.25));
    EXPECT_EQ(judged.verdict, Verdict::Consistent);
}

TEST(Judge, WaitsForEnoughHitsBeforeItCallsAnythingConsistent) {
    EXPECT_EQ(judge(thirds(0, 0, 0)).verdict, Verdict::NotEnoughData);
    EXPECT_EQ(judge(thirds(0, 0, 0)).neededHits, 15u);
    EXPECT_EQ(judge(thirds(3, 3, 2)).verdict, Verdict::NotEnoughData);
    EXPECT_EQ(judge(thirds(5, 5, 5)).verdict, Verdict::Consistent);
}

TEST(Judge, CallsFewHitsSkewedWhenTheyCannotBeChance) {
    const Judgement judged = judge(thirds(12, 0, 0));
    EXPECT_EQ(judged.verdict, Verdict::Skewed);
    EXPECT_TRUE(judged.isExact);
    EXPECT_EQ(judge(thirds(6, 0, 0)).verdict, Verdict::NotEnoughData) << "one in 250 may be chance";
}

TEST(Judge, HitsOnABackendWithoutAShareAreAlwaysSkewed) {
    const Judgement judged = judge({{"a", 0.5, 500}, {"b", 0.5, 500}, {"gone", 0, 1}});
    EXPECT_EQ(judged.verdict, Verdict::Skewed);
    EXPECT_THAT(judged.stray, ElementsAre("gone"));
    EXPECT_EQ(judged.p, 0);
    EXPECT_EQ(judge({{"gone", 0, 1}}).verdict, Verdict::Skewed);
    EXPECT_EQ(judge({{"a", 0.5, 500}, {"b", 0.5, 500}, {"gone", 0, 0}}).verdict, Verdict::Consistent);
}

TEST(Judge, ASingleBackendIsConsistentFromTheFirstHitOn) {
    EXPECT_EQ(judge({{"pod1a", 1, 0}}).verdict, Verdict::NotEnoughData);
    EXPECT_EQ(judge({{"pod1a", 1, 0}}).neededHits, 1u);
    const Judgement judged = judge({{"pod1a", 1, 1}});
    EXPECT_EQ(judged.verdict, Verdict::Consistent);
    EXPECT_EQ(judged.degrees, 0);
}

TEST(Judge, CountsBackendsWithFewExpectedHitsAsOne) {
    const Judgement judged =
        judge({{"a", 0.497, 4970}, {"b", 0.5, 5000}, {"c", 0.0001, 10}, {"d", 0.0004, 5}, {"e", 0.0025, 15}});
    EXPECT_FALSE(judged.isExact);
    EXPECT_THAT(judged.pooled, ElementsAre("c", "d"));
    EXPECT_EQ(judged.degrees, 3);
    EXPECT_THAT(judge(thirds(1000, 1000, 1000)).pooled, IsEmpty());
}

TEST(Judge, NothingExpectedAndNothingHitSaysNothing) {
    EXPECT_EQ(judge({}).verdict, Verdict::NotEnoughData);
    EXPECT_EQ(judge({}).neededHits, 0u);
    EXPECT_EQ(judge({{"a", 0, 0}}).verdict, Verdict::NotEnoughData);
}

TEST(Judge, ALateBackendThatNeverAnswersIsFound) {
    EXPECT_EQ(judge({{"a", 0.5, 30}, {"b", 0.5, 0}}).verdict, Verdict::Skewed);
    EXPECT_EQ(judge({{"a", 0.9, 40}, {"b", 0.1, 0}}).verdict, Verdict::NotEnoughData);
    EXPECT_EQ(judge({{"a", 0.9, 150}, {"b", 0.1, 0}}).verdict, Verdict::Skewed);
}

}  // namespace
}  // namespace podwire::stats
