// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <cstdio>
#include <string>

#include "core/conntrack/flow_table.h"
#include "tests/bench/budget.h"

namespace {

using namespace podwire::conntrack;

constexpr std::size_t kBytesOfAFlow = 250;

/// Lines as `conntrack -E -o id,timestamp,extended` prints them: of each connection all that happens to it.
std::string eventLines(int connections) {
    static const char* const kEvents[] = {
        "    [NEW] ipv4     2 tcp      6 120 SYN_SENT", " [UPDATE] ipv4     2 tcp      6 60 SYN_RECV",
        " [UPDATE] ipv4     2 tcp      6 432000 ESTABLISHED", " [UPDATE] ipv4     2 tcp      6 120 TIME_WAIT",
        "[DESTROY] ipv4     2 tcp      6 119 TIME_WAIT"};
    std::string text;
    char line[400];
    for (int i = 0; i < connections; ++i) {
        for (const char* const event : kEvents) {
            std::snprintf(
                line, sizeof line,
                "[1795441098.%06d]\t%s src=10.30.45.100 dst=10.96.1.100 sport=%d dport=8080 packets=5 "
                "bytes=348 src=192.168.1.10 dst=192.168.1.1 sport=80 dport=%d packets=5 bytes=405 "
                "[ASSURED] id=%u\n",
                i % 1'000'000, event, 1024 + i % 60'000, 1024 + i % 60'000,
                2'000'000'000U + static_cast<unsigned>(i));
            text += line;
        }
    }
    return text;
}

/// The argument is the number of lines.
void parseLines(benchmark::State& state) {
    const std::string text = eventLines(static_cast<int>(state.range(0)) / 5);
    for (auto round : state) {
        LineCutter cutter;
        std::size_t read = 0;
        cutter.feed(text, [&](std::string_view line) {
            Event event;
            read += parseLine(line, event) == LineKind::Event ? 1U : 0U;
            benchmark::DoNotOptimize(event);
        });
        if (read != static_cast<std::size_t>(state.range(0))) {
            state.SkipWithError("a line was not read");
        }
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(parseLines)->Arg(150'000)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(12);

/// A second of events at full tilt, read and put into the table, and the changes taken 20 times.
void followEvents(benchmark::State& state) {
    const std::string text = eventLines(static_cast<int>(state.range(0)) / 5);
    const std::size_t piece = text.size() / 20;
    for (auto round : state) {
        FlowTable table;
        LineCutter cutter;
        for (std::size_t at = 0; at < text.size(); at += piece) {
            cutter.feed(std::string_view(text).substr(at, piece), [&](std::string_view line) {
                Event event;
                parseLine(line, event);
                table.apply(event, 0);
            });
            benchmark::DoNotOptimize(table.take());
        }
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(followEvents)->Arg(20'000)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(12);

void holdFlows(benchmark::State& state) {
    Event event;
    event.kind = Event::Kind::Listed;
    event.flow.protocol = kTcp;
    for (auto round : state) {
        FlowTable table;
        for (std::uint32_t id = 1; id <= state.range(0); ++id) {
            event.flow.id = id * 2'654'435'761U;
            table.apply(event, 0);
        }
        benchmark::DoNotOptimize(table.take());
        const auto bytes = table.memory() / static_cast<std::size_t>(state.range(0));
        state.counters["bytes/flow"] = static_cast<double>(bytes);
        if (bytes > kBytesOfAFlow) {
            state.SkipWithError("a flow takes more bytes than its budget");
        }
    }
}
BENCHMARK(holdFlows)->Arg(200'000)->Unit(benchmark::kMillisecond)->Iterations(1)->Repetitions(3);

}  // namespace

int main(int argc, char** argv) {
    // 150,000 lines in 100 ms are 1.5 million a second. A benchmark that was skipped counts as not run.
    return podwire::bench::runWithBudgets(
        argc, argv, {{"parseLines/150000", 100}, {"followEvents/20000", 60}, {"holdFlows/200000", 300}});
}
