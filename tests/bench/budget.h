// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace podwire::bench {

/// The longest that the fastest run of a benchmark may take.
struct Budget {
    std::string benchmark;  ///< as Google Benchmark names it, e.g. "parseSave/40000"
    double milliseconds;
};

/// Runs the benchmarks that the arguments ask for (see --benchmark_filter) and prints them. 0 when every
/// budget was kept; a budget whose benchmark did not run is a failure unless a filter was given.
int runWithBudgets(int argc, char** argv, const std::vector<Budget>& budgets);

}  // namespace podwire::bench
