// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target for what conntrack prints on a node. Whatever the bytes are: no crash, and the table
// keeps its bounds and reports every change.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/conntrack/flow_table.h"
#include "core/conntrack/nat.h"

namespace {

using namespace podwire::conntrack;

void require(bool condition, const char* what) {
    if (!condition) {
        std::fprintf(stderr, "%s\n", what);
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    FlowTable::Limits limits;
    limits.held = 4;
    limits.lingering = 3;
    FlowTable table(limits);
    LineCutter cutter;
    std::int64_t now = 0;
    cutter.feed(std::string_view(reinterpret_cast<const char*>(data), size), [&](std::string_view line) {
        Event event;
        if (parseLine(line, event) != LineKind::Event) {
            return;
        }
        require(natWords(event.flow).empty() == (natOf(event.flow) == Nat{}), "NAT without words");
        table.apply(event, now);
        now += 100;
        table.age(now);
    });
    require(table.alive() <= limits.held, "more flows than the bound");
    require(table.take().rows.size() == table.rows().size(), "not every row was reported");
    return 0;
}
