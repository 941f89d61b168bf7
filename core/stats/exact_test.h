// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace podwire::stats {

/// One backend's hits and the share of all that it should have, in (0, 1).
struct Cell {
    double share = 0;
    std::uint64_t hits = 0;
};

/// Pearson's statistic: the sum of (hits - expected)^2 / expected. The shares add up to 1.
double pearson(const std::vector<Cell>& cells);

/// The exact multinomial test: how likely hits that fall with these shares are to have a Pearson statistic at
/// least as large as these. Nothing when more than about 30,000 ways to fall would have to be looked at.
std::optional<double> exactTest(const std::vector<Cell>& cells);

}  // namespace podwire::stats
