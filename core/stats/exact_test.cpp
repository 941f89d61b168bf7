// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/exact_test.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace podwire::stats {
namespace {

constexpr double kMostTables = 30'000;

std::uint64_t totalOf(const std::vector<Cell>& cells) {
    return std::accumulate(cells.begin(), cells.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const Cell& cell) { return sum + cell.hits; });
}

/// In how many ways `total` hits can fall on `cells` backends: (total + cells - 1) choose (cells - 1).
double tables(std::uint64_t total, std::size_t cells) {
    double count = 1;
    for (std::size_t i = 1; i < cells && count <= kMostTables; ++i) {
        count *= (static_cast<double>(total) + static_cast<double>(i)) / static_cast<double>(i);
    }
    return count;
}

double part(double hits, double expected) {
    return (hits - expected) * (hits - expected) / expected;
}

/// Goes through all ways in which the hits can fall.
class Enumeration {
public:
    Enumeration(const std::vector<Cell>& cells, std::uint64_t total)
        : cells_(cells), total_(static_cast<double>(total)), logFactorials_(total + 1) {
        for (std::size_t n = 1; n <= total; ++n) {
            logFactorials_[n] = logFactorials_[n - 1] + std::log(static_cast<double>(n));
        }
        // What is as far off as the hits themselves must count, whatever the sums were rounded to.
        limit_ = pearson(cells) * (1 - 1e-9) - 1e-9;
    }

    double tail() {
        from(0, logFactorials_.size() - 1, 0, logFactorials_.back());
        return std::min(1.0, sum_);
    }

private:
    void from(std::size_t cell, std::size_t left, double statistic, double logLikelihood) {
        const double share = cells_[cell].share;
        const double logShare = std::log(share);
        const bool isLast = cell + 1 == cells_.size();
        for (std::size_t hits = isLast ? left : 0; hits <= left; ++hits) {
            const auto count = static_cast<double>(hits);
            const double off = statistic + part(count, total_ * share);
            const double likelihood = logLikelihood + count * logShare - logFactorials_[hits];
            if (!isLast) {
                from(cell + 1, left - hits, off, likelihood);
            } else if (off >= limit_) {
                sum_ += std::exp(likelihood);
            }
        }
    }

    const std::vector<Cell>& cells_;
    double total_;
    std::vector<double> logFactorials_;
    double limit_ = 0;
    double sum_ = 0;
};

}  // namespace

double pearson(const std::vector<Cell>& cells) {
    const auto total = static_cast<double>(totalOf(cells));
    double sum = 0;
    for (const Cell& cell : cells) {
        sum += part(static_cast<double>(cell.hits), total * cell.share);
    }
    return sum;
}

std::optional<double> exactTest(const std::vector<Cell>& cells) {
    const std::uint64_t total = totalOf(cells);
    if (cells.size() < 2) {
        return 1;
    }
    if (tables(total, cells.size()) > kMostTables) {
        return std::nullopt;
    }
    return Enumeration(cells, total).tail();
}

}  // namespace podwire::stats
