// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/budget.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <iostream>
#include <map>

#include "tests/bench/figures.h"

namespace podwire::bench {
namespace {

/// Prints as usual and keeps the least time of each benchmark.
class LeastTimes : public benchmark::ConsoleReporter {
public:
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.run_type == Run::RT_Iteration && run.iterations > 0) {
                const double milliseconds =
                    run.real_accumulated_time / static_cast<double>(run.iterations) * 1'000;
                const auto [entry, first] =
                    least_.try_emplace(run.run_name.function_name + argumentsOf(run), milliseconds);
                entry->second = std::min(entry->second, milliseconds);
            }
        }
        ConsoleReporter::ReportRuns(runs);
    }

    [[nodiscard]] const std::map<std::string, double>& least() const { return least_; }

private:
    static std::string argumentsOf(const Run& run) {
        return run.run_name.args.empty() ? "" : '/' + run.run_name.args;
    }

    std::map<std::string, double> least_;
};

bool isKept(const Budget& budget, const std::map<std::string, double>& least, bool filtered) {
    const auto found = least.find(budget.benchmark);
    if (found == least.end()) {
        std::cout << budget.benchmark << (filtered ? ": filtered out\n" : ": DID NOT RUN\n");
        return filtered;
    }
    return figure(budget.benchmark, found->second, budget.milliseconds, "ms");
}

}  // namespace

int runWithBudgets(int argc, char** argv, const std::vector<Budget>& budgets) {
    const bool filtered = std::any_of(argv, argv + argc, [](const char* word) {
        return std::string(word).starts_with("--benchmark_filter");
    });
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 2;
    }
    LeastTimes times;
    benchmark::RunSpecifiedBenchmarks(&times);
    bool kept = true;
    for (const Budget& budget : budgets) {
        kept = isKept(budget, times.least(), filtered) && kept;
    }
    return kept ? 0 : 1;
}

}  // namespace podwire::bench
