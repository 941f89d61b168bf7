// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <vector>

#include "core/netfilter/ruleset.h"
#include "core/stats/expected_share.h"
#include "core/stats/verdict.h"
#include "core/walk/predict.h"
#include "tests/bench/budget.h"
#include "tests/support/kube_ruleset.h"

namespace {

using namespace podwire;

constexpr std::size_t RulesOfAService = 12;

netfilter::Ruleset kubeRules(benchmark::State& state) {
    const auto rules = static_cast<std::size_t>(state.range(0));
    return netfilter::parseSave(testing::kubeRuleset(rules / RulesOfAService + 1)).value();
}

/// The address of the service whose entry comes last: the one behind it is for node ports.
std::uint32_t lastService(const netfilter::Ruleset& rules) {
    const auto& entries = rules.find("nat", "KUBE-SERVICES")->rules;
    return entries[entries.size() - 2].rule.destination->value.address;
}

/// The argument is the number of kube-proxy's rules.
void expectedShares(benchmark::State& state) {
    const auto rules = kubeRules(state);
    netfilter::Packet packet;
    packet.destination = lastService(rules);
    packet.destinationPort = netfilter::onePort(80);
    for (auto round : state) {
        const auto shares = stats::expectedShares(rules, packet, netfilter::Hook::Output);
        if (shares.outcomes.size() != 3) {
            state.SkipWithError("the service has three backends");
        }
    }
}
BENCHMARK(expectedShares)->Arg(40'000)->Unit(benchmark::kMillisecond)->Iterations(20)->Repetitions(12);

walk::World oneNode(netfilter::Ruleset rules) {
    walk::Namespace own;
    netstate::Link link;
    link.index = 2;
    link.name = "ens3";
    link.up = true;
    link.addresses.push_back({"inet", "10.30.45.100", 24, "global", false});
    own.links.push_back(link);
    own.routes.push_back({"unicast", "default", "10.30.45.1", "ens3", "", "main", "boot", "global", 0});
    own.rules = std::move(rules);
    return {{"node1", {std::move(own)}}};
}

void predict(benchmark::State& state) {
    auto rules = kubeRules(state);
    const std::uint32_t destination = lastService(rules);
    const walk::World world = oneNode(std::move(rules));
    for (auto round : state) {
        const auto predicted = walk::predict(world, {"node1", "", destination, 80, "tcp"});
        if (!predicted || predicted->ways.size() != 3) {
            state.SkipWithError("the service has three backends");
        }
    }
}
BENCHMARK(predict)->Arg(40'000)->Unit(benchmark::kMillisecond)->Iterations(20)->Repetitions(12);

/// What a chart asks for at each of its updates; the argument is the number of hits.
void judge(benchmark::State& state) {
    const auto third = static_cast<std::uint64_t>(state.range(0)) / 3;
    const std::vector<stats::Tally> tallies{{"a", 0.33, third}, {"b", 0.335, third}, {"c", 0.335, third}};
    for (auto round : state) {
        benchmark::DoNotOptimize(stats::judge(tallies));
    }
}
BENCHMARK(judge)->Arg(240)->Arg(100'000)->Unit(benchmark::kMillisecond)->Iterations(5)->Repetitions(5);

}  // namespace

int main(int argc, char** argv) {
    return podwire::bench::runWithBudgets(
        argc, argv,
        {{"expectedShares/40000", 5}, {"predict/40000", 5}, {"judge/240", 5}, {"judge/100000", 1}});
}
