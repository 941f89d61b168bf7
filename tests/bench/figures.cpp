// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/figures.h"

#include <cstdio>

namespace podwire::bench {

bool figure(const std::string& what, double value, double budget, const std::string& unit) {
    const bool kept = value <= budget;
    std::printf("figure  %-58s %10.2f %-6s budget %8.2f  %s\n", what.c_str(), value, unit.c_str(), budget,
                kept ? "kept" : "OVER");
    std::fflush(stdout);
    return kept;
}

}  // namespace podwire::bench
