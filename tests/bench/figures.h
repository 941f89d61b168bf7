// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace podwire::bench {

/// Prints one measured figure beside its budget, in the form that tests/bench/figures gathers. True when it
/// is within the budget.
bool figure(const std::string& what, double value, double budget, const std::string& unit);

}  // namespace podwire::bench
