// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace podwire::stats {

/// Q(a, x), the regularised upper incomplete gamma function, for a > 0 and x >= 0: from 1 down to 0. NIST
/// DLMF 8.2.4; computed by the series 8.7.1 below x = a + 1 and by the continued fraction 8.9.2 above.
double upperGamma(double a, double x);

/// How likely a chi-square variable of that many degrees of freedom (> 0) is to be at least `statistic`.
double chiSquareTail(double statistic, int degrees);

}  // namespace podwire::stats
