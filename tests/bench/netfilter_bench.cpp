// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "core/base/shellwords.h"
#include "core/netfilter/rule_command.h"
#include "core/netfilter/ruleset.h"
#include "tests/bench/budget.h"
#include "tests/support/kube_ruleset.h"

namespace {

using namespace podwire;

constexpr std::size_t RulesOfAService = 12;

/// iptables-save -c of kube-proxy: the argument is the number of rules.
void parseSave(benchmark::State& state) {
    const auto rules = static_cast<std::size_t>(state.range(0));
    const std::string text = testing::kubeRuleset(rules / RulesOfAService + 1);
    for (auto round : state) {
        auto ruleset = netfilter::parseSave(text);
        benchmark::DoNotOptimize(ruleset);
        state.PauseTiming();
        ruleset = netfilter::Ruleset{};
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parseSave)->Arg(1'000)->Arg(40'000)->Unit(benchmark::kMillisecond)->Iterations(3)->Repetitions(12);

void specification(benchmark::State& state) {
    const auto ruleset = netfilter::parseSave(testing::kubeRuleset(10)).value();
    const auto& rule = ruleset.find("nat", "KUBE-SERVICES")->rules.front().rule;
    for (auto round : state) {
        benchmark::DoNotOptimize(netfilter::specification(rule));
    }
}
BENCHMARK(specification);

void parseRuleCommand(benchmark::State& state) {
    const auto words =
        splitWords(
            "sudo iptables -t nat -A OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -m statistic --mode random "
            "--probability 0.33 -j DNAT --to-destination 192.168.1.10:80 -m comment --comment POD1A")
            .value();
    for (auto round : state) {
        benchmark::DoNotOptimize(netfilter::parseRuleCommand(words));
    }
}
BENCHMARK(parseRuleCommand);

}  // namespace

int main(int argc, char** argv) {
    return podwire::bench::runWithBudgets(argc, argv, {{"parseSave/40000", 60}});
}
