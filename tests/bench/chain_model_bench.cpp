// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "core/live/chain_graph.h"
#include "core/live/chain_graph_layout.h"
#include "core/models/chain_model.h"
#include "tests/bench/budget.h"
#include "tests/support/kube_ruleset.h"

namespace {

using namespace podwire;

constexpr std::size_t kRulesOfAService = 12;
constexpr std::size_t kHundredth = 100;

live::ChainSnapshot snapshotOf(const netfilter::Tally& tally, netfilter::Moment at) {
    live::ChainSnapshot snapshot;
    snapshot.at = at;
    snapshot.known = true;
    snapshot.sources = {{"nft", tally.state()}};
    return snapshot;
}

/// Counts a packet on every hundredth rule.
void move(netfilter::Ruleset& rules) {
    std::size_t number = 0;
    for (netfilter::Table& table : rules.tables) {
        for (netfilter::Chain& chain : table.chains) {
            for (netfilter::InstalledRule& rule : chain.rules) {
                rule.counters.packets += number++ % kHundredth == 0 ? 1U : 0U;
            }
        }
    }
}

/// The chain model takes a snapshot in which 1 % of the counters have moved: the argument is the number of
/// rules.
void refreshChainModel(benchmark::State& state) {
    const auto services = static_cast<std::size_t>(state.range(0)) / kRulesOfAService + 1;
    auto rules = netfilter::parseSave(testing::kubeRuleset(services)).value();
    netfilter::Tally tally;
    netfilter::Moment at{1'000'000};
    tally.read(rules, at);
    models::ChainModel model;
    model.setSnapshot(snapshotOf(tally, at));
    for (auto round : state) {
        state.PauseTiming();
        move(rules);
        at += netfilter::Moment(1000);
        tally.read(rules, at);
        const live::ChainSnapshot snapshot = snapshotOf(tally, at);
        state.ResumeTiming();
        model.setSnapshot(snapshot);
    }
}
BENCHMARK(refreshChainModel)->Arg(40'000)->Unit(benchmark::kMillisecond)->Iterations(5)->Repetitions(8);

/// The same on the other side of the model: a reading becomes counts and rates.
void tallyReading(benchmark::State& state) {
    const auto services = static_cast<std::size_t>(state.range(0)) / kRulesOfAService + 1;
    auto rules = netfilter::parseSave(testing::kubeRuleset(services)).value();
    netfilter::Tally tally;
    netfilter::Moment at{1'000'000};
    tally.read(rules, at);
    for (auto round : state) {
        state.PauseTiming();
        move(rules);
        at += netfilter::Moment(1000);
        state.ResumeTiming();
        benchmark::DoNotOptimize(tally.read(rules, at));
    }
}
BENCHMARK(tallyReading)->Arg(40'000)->Unit(benchmark::kMillisecond)->Iterations(5)->Repetitions(8);

/// The graph of nat with its counts, as each snapshot draws it; the search of the rules is known.
void drawChainGraph(benchmark::State& state) {
    const auto services = static_cast<std::size_t>(state.range(0)) / kRulesOfAService + 1;
    netfilter::Tally tally;
    tally.read(netfilter::parseSave(testing::kubeRuleset(services)).value(), netfilter::Moment(1'000'000));
    const live::RuleSearch search(tally.state(), "nat", {"web-1"});
    for (auto round : state) {
        benchmark::DoNotOptimize(search.holdsFor(*tally.state(), "nat", {"web-1"}));
        const live::ChainGraph graph = live::chainGraph(*tally.state(), search, {});
        benchmark::DoNotOptimize(live::layOutGraph(graph, [](const live::GraphNode&) { return 100.0; }));
    }
}
BENCHMARK(drawChainGraph)->Arg(40'000)->Unit(benchmark::kMillisecond)->Iterations(5)->Repetitions(8);

}  // namespace

int main(int argc, char** argv) {
    return podwire::bench::runWithBudgets(argc, argv,
                                          {{"refreshChainModel/40000", 8}, {"drawChainGraph/40000", 16}});
}
