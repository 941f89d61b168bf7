// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Whether the hits of backends fit the shares that they should have.
namespace podwire::stats {

/// How often a correct split may be called Skewed, in one look at it. Who looks again and again at a growing
/// number of hits meets more false alarms than that: it holds for each look.
inline constexpr double kLevel = 0.001;

/// Hits that a backend, or those that are counted together, must be expected to have before anything is
/// called Consistent.
inline constexpr double kFewestExpected = 5;

struct Tally {
    std::string backend;  ///< "192.168.1.10:80"
    double share = 0;     ///< expected, at least 0; only how the shares relate counts
    std::uint64_t hits = 0;
};

/// Shares of all hits, from 0 to 1.
struct Interval {
    double low = 0;
    double high = 1;
};
/// Wilson's score interval of 95 %: Wilson (1927). 0 to 1 for a total of 0.
Interval wilson(std::uint64_t hits, std::uint64_t total);

enum class Verdict { Consistent, Skewed, NotEnoughData };
/// "consistent", "skewed", "not enough data"
std::string_view toString(Verdict verdict);

struct Judgement {
    Verdict verdict = Verdict::NotEnoughData;
    double chiSquare = 0;  ///< Pearson's statistic of what was compared; infinite with `stray`
    int degrees = 0;       ///< of freedom; 0: there was nothing to compare
    double p = 1;          ///< that a correct split is at least as far off
    bool isExact = false;  ///< p is of the exact multinomial test, not of the chi-square distribution
    std::uint64_t hits = 0;
    std::vector<double> shares;       ///< expected ones, in the order given; they add up to 1
    std::vector<Interval> intervals;  ///< of the hits' share, in the order given
    std::vector<std::string> stray;   ///< backends that were hit although their share is 0
    std::vector<std::string> pooled;  ///< backends that were counted as one for the chi-square distribution
    std::uint64_t neededHits = 0;  ///< with NotEnoughData: about how many there must be; 0: no number helps
};

/// Skewed: a backend was hit whose share is 0, or p is less than kLevel. Few hits are compared by the exact
/// multinomial test; many by Pearson's chi-square test, for which backends with an expected count below
/// kFewestExpected are counted as one, smallest first. What is not Skewed is Consistent as soon as each
/// backend, or those few together, can be expected to have kFewestExpected hits. A single backend that got
/// all the hits is Consistent from the first one on.
Judgement judge(const std::vector<Tally>& tallies);

}  // namespace podwire::stats
