// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/chi_square.h"

#include <cmath>
#include <limits>

namespace podwire::stats {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
constexpr double kTiny = std::numeric_limits<double>::min() / kEpsilon;
constexpr int kMostSteps = 100'000;  // needed ones grow with the square root of a

/// std::lgamma writes a global variable on some systems; a > 0 needs none.
double logGamma(double a) {
    int sign = 0;
    return ::lgamma_r(a, &sign);
}

double scale(double a, double x) {
    return std::exp(a * std::log(x) - x - logGamma(a));
}

/// P(a, x) by its power series.
double lowerBySeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < kMostSteps && term > sum * kEpsilon; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return sum * scale(a, x);
}

/// Q(a, x) by its continued fraction, evaluated from the front (Lentz's method).
double upperByFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / kTiny;
    double d = 1 / b;
    double value = d;
    for (int n = 1; n < kMostSteps; ++n) {
        const double numerator = -n * (n - a);
        b += 2;
        d = numerator * d + b;
        d = 1 / (std::abs(d) < kTiny ? kTiny : d);
        c = b + numerator / c;
        c = std::abs(c) < kTiny ? kTiny : c;
        value *= c * d;
        if (std::abs(c * d - 1) < kEpsilon) {
            break;
        }
    }
    return value * scale(a, x);
}

}  // namespace

double upperGamma(double a, double x) {
    if (x <= 0) {
        return 1;
    }
    return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
}

double chiSquareTail(double statistic, int degrees) {
    return upperGamma(degrees / 2.0, statistic / 2);
}

}  // namespace podwire::stats
