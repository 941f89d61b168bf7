// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/chi_square.h"

#include <gtest/gtest.h>

#include <cmath>

namespace podwire::stats {
namespace {

/// Critical values of the chi-square distribution as printed in tables (e.g. NIST's handbook, 1.3.6.7.4).
TEST(ChiSquareTail, IsThatOfThePrintedTables) {
    struct Value {
        int degrees;
        double statistic;
        double tail;
    };
    for (const Value& one :
         {Value{1, 2.706, 0.10}, Value{1, 3.841, 0.05}, Value{1, 6.635, 0.01}, Value{1, 10.828, 0.001},
          Value{2, 4.605, 0.10}, Value{2, 5.991, 0.05}, Value{2, 13.816, 0.001}, Value{3, 7.815, 0.05},
          Value{5, 15.086, 0.01}, Value{10, 18.307, 0.05}, Value{10, 29.588, 0.001}, Value{50, 67.505, 0.05},
          Value{100, 124.342, 0.05}, Value{100, 149.449, 0.001}}) {
        EXPECT_NEAR(chiSquareTail(one.statistic, one.degrees) / one.tail, 1, 2e-3)
            << one.degrees << " degrees, " << one.statistic;
    }
}

TEST(ChiSquareTail, OfTwoDegreesIsAnExponential) {
    for (const double x : {0.001, 0.5, 1.0, 3.999, 4.0, 4.001, 20.0, 200.0, 1000.0}) {
        EXPECT_NEAR(chiSquareTail(x, 2) / std::exp(-x / 2), 1, 1e-11) << x;
    }
}

TEST(ChiSquareTail, OfOneDegreeIsTheErrorFunction) {
    for (const double x : {1e-6, 0.1, 1.0, 2.9, 3.1, 10.0, 100.0, 700.0}) {
        EXPECT_NEAR(chiSquareTail(x, 1) / std::erfc(std::sqrt(x / 2)), 1, 1e-10) << x;
    }
}

/// Q(a + 1, x) = Q(a, x) + x^a e^-x / gamma(a + 1): NIST DLMF 8.8.6.
TEST(UpperGamma, KeepsItsRecurrence) {
    for (const double a : {0.5, 1.0, 3.5, 10.0, 80.0, 500.0}) {
        for (const double x : {0.2 * a, 0.9 * a, a, a + 1, 1.1 * a, 2 * a}) {
            const double step = std::exp(a * std::log(x) - x - std::lgamma(a + 1));
            EXPECT_NEAR(upperGamma(a + 1, x), upperGamma(a, x) + step, 1e-11) << a << ' ' << x;
        }
    }
}

TEST(UpperGamma, GoesFromOneToZero) {
    EXPECT_EQ(upperGamma(3, 0), 1);
    EXPECT_GT(upperGamma(3, 1e-3), 0.999999);
    EXPECT_EQ(upperGamma(3, 1e6), 0);
    EXPECT_NEAR(upperGamma(50'000, 50'000), 0.5, 0.01) << "many degrees";
}

}  // namespace
}  // namespace podwire::stats
