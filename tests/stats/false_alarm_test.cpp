// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>

#include "core/stats/verdict.h"

namespace podwire::stats {
namespace {

constexpr int kRuns = 10'000;

/// Runs in which the hits fall as expected may be called Skewed with a probability of kLevel each. That more
/// than this of 10,000 are has a probability of less than one in ten thousand (Poisson with mean 10).
constexpr int kMostAlarms = 24;

struct Split {
    const char* name;
    std::vector<double> shares;
    int hits;
};

void PrintTo(const Split& split, std::ostream* out) {
    *out << split.name;
}

/// Drawn by hand: what the standard's distributions make of a seed differs between libraries.
std::vector<Tally> draw(const Split& split, std::mt19937_64& random) {
    std::vector<Tally> tallies;
    for (const double share : split.shares) {
        tallies.push_back({std::to_string(tallies.size()), share, 0});
    }
    for (int i = 0; i < split.hits; ++i) {
        double dice = static_cast<double>(random() >> 11U) * 0x1p-53;
        std::size_t cell = 0;
        while (cell + 1 < tallies.size() && dice >= tallies[cell].share) {
            dice -= tallies[cell].share;
            ++cell;
        }
        ++tallies[cell].hits;
    }
    return tallies;
}

class CorrectSplit : public ::testing::TestWithParam<Split> {};

TEST_P(CorrectSplit, IsHardlyEverCalledSkewed) {
    std::mt19937_64 random(20260101);
    int alarms = 0;
    for (int run = 0; run < kRuns; ++run) {
        alarms += judge(draw(GetParam(), random)).verdict == Verdict::Skewed ? 1 : 0;
    }
    RecordProperty("alarms", alarms);
    EXPECT_LE(alarms, kMostAlarms);
}

INSTANTIATE_TEST_SUITE_P(Shares, CorrectSplit,
                         ::testing::Values(Split{"three backends, 8 hits", {0.33, 0.335, 0.335}, 8},
                                           Split{"three backends, 60 hits", {0.33, 0.335, 0.335}, 60},
                                           Split{"three backends, 300 hits", {0.33, 0.335, 0.335}, 300},
                                           Split{"three backends, 1000 hits", {0.33, 0.335, 0.335}, 1000},
                                           Split{"two uneven ones", {0.02, 0.98}, 300},
                                           Split{"three uneven ones", {0.02, 0.48, 0.5}, 400},
                                           Split{"ten even ones", std::vector<double>(10, 0.1), 60},
                                           Split{"ten even ones, 400 hits", std::vector<double>(10, 0.1),
                                                 400},
                                           Split{"ten uneven ones",
                                                 {0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125,
                                                  0.00390625, 0.001953125, 0.001953125},
                                                 400},
                                           Split{"fifty even ones", std::vector<double>(50, 0.02), 260}));

/// Rules with 0.33 on each line, as one writes them who forgets that a rule sees only what is left.
TEST(WrongSplit, IsFound) {
    const Split really{"", {0.33, 0.2211, 0.4489}, 300};
    std::mt19937_64 random(20260102);
    int found = 0;
    constexpr int kTries = 1000;
    for (int run = 0; run < kTries; ++run) {
        std::vector<Tally> tallies = draw(really, random);
        tallies[1].share = tallies[2].share = 0.335;
        found += judge(tallies).verdict == Verdict::Skewed ? 1 : 0;
    }
    EXPECT_GT(found, 900);
}

}  // namespace
}  // namespace podwire::stats
