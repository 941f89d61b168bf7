// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/verdict.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/stats/chi_square.h"
#include "core/stats/exact_test.h"

namespace podwire::stats {
namespace {

constexpr double kTwoSided95 = 1.959963984540054;  // quantile 0.975 of the normal distribution

/// Backends with a share, the smallest share first, and how many of these are counted as one.
struct Pool {
    std::vector<Cell> cells;
    std::size_t members = 0;
};

Pool poolFew(std::vector<Cell> cells, double total) {
    std::stable_sort(cells.begin(), cells.end(),
                     [](const Cell& a, const Cell& b) { return a.share < b.share; });
    Cell together;
    std::size_t members = 0;
    while (members < cells.size() && (cells[members].share * total < kFewestExpected ||
                                      (members > 0 && together.share * total < kFewestExpected))) {
        together.share += cells[members].share;
        together.hits += cells[members].hits;
        ++members;
    }
    if (members > 1) {
        cells.erase(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(members));
        cells.insert(cells.begin(), together);
    }
    return {std::move(cells), members};
}

bool isEnough(const Pool& pool, double total) {
    return std::all_of(pool.cells.begin(), pool.cells.end(),
                       [&](const Cell& cell) { return cell.share * total >= kFewestExpected; });
}

/// From how many hits on there are two cells or more with enough expected ones.
std::uint64_t hitsNeeded(const std::vector<Cell>& cells) {
    double largest = 0;
    for (const Cell& cell : cells) {
        largest = std::max(largest, cell.share);
    }
    // The smaller ones can be counted as one, which then is the least that is to be expected.
    const double least = std::min(largest, 1 - largest);
    return least > 0 ? static_cast<std::uint64_t>(std::ceil(kFewestExpected / least)) : 0;
}

class Judging {
public:
    explicit Judging(const std::vector<Tally>& tallies) : tallies_(tallies) {}

    Judgement run() {
        measure();
        if (!result_.stray.empty()) {
            result_.verdict = Verdict::Skewed;
            result_.chiSquare = std::numeric_limits<double>::infinity();
            result_.p = 0;
        } else if (result_.hits > 0 && !cells_.empty()) {
            compare();
        } else {
            result_.neededHits = cells_.size() == 1 ? 1 : hitsNeeded(cells_);
        }
        return std::move(result_);
    }

private:
    void measure() {
        double sum = 0;
        for (const Tally& one : tallies_) {
            sum += one.share;
            result_.hits += one.hits;
        }
        for (const Tally& one : tallies_) {
            const double share = sum > 0 ? one.share / sum : 0;
            result_.shares.push_back(share);
            result_.intervals.push_back(wilson(one.hits, result_.hits));
            if (share > 0) {
                cells_.push_back({share, one.hits});
            } else if (one.hits > 0) {
                result_.stray.push_back(one.backend);
            }
        }
    }

    void compare() {
        const auto total = static_cast<double>(result_.hits);
        const Pool pool = poolFew(cells_, total);
        const bool comparable = pool.cells.size() > 1 && isEnough(pool, total);
        const auto exact = exactTest(cells_);
        if (exact) {
            result_.isExact = true;
            take(cells_, *exact);
        } else if (comparable) {
            take(pool.cells, chiSquareTail(pearson(pool.cells), static_cast<int>(pool.cells.size()) - 1));
            namePooled(pool);
        }
        if (result_.degrees > 0 && result_.p < kLevel) {
            result_.verdict = Verdict::Skewed;
        } else if (comparable || cells_.size() == 1) {
            result_.verdict = Verdict::Consistent;
        } else {
            result_.neededHits = hitsNeeded(cells_);
        }
    }

    void take(const std::vector<Cell>& cells, double p) {
        result_.chiSquare = pearson(cells);
        result_.degrees = static_cast<int>(cells.size()) - 1;
        result_.p = p;
    }

    void namePooled(const Pool& pool) {
        if (pool.members < 2) {
            return;
        }
        std::vector<std::size_t> order(tallies_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return result_.shares[a] < result_.shares[b]; });
        for (const std::size_t i : order) {
            if (result_.shares[i] > 0 && result_.pooled.size() < pool.members) {
                result_.pooled.push_back(tallies_[i].backend);
            }
        }
    }

    const std::vector<Tally>& tallies_;
    std::vector<Cell> cells_;
    Judgement result_;
};

}  // namespace

Interval wilson(std::uint64_t hits, std::uint64_t total) {
    if (total == 0) {
        return {};
    }
    const auto n = static_cast<double>(total);
    const double share = static_cast<double>(hits) / n;
    const double z2 = kTwoSided95 * kTwoSided95;
    const double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    const double half = kTwoSided95 / (1 + z2 / n) * std::sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return {hits == 0 ? 0 : std::max(0.0, centre - half), hits == total ? 1 : std::min(1.0, centre + half)};
}

std::string_view toString(Verdict verdict) {
    switch (verdict) {
        case Verdict::Consistent:
            return "consistent";
        case Verdict::Skewed:
            return "skewed";
        case Verdict::NotEnoughData:
            break;
    }
    return "not enough data";
}

Judgement judge(const std::vector<Tally>& tallies) {
    return Judging(tallies).run();
}

}  // namespace podwire::stats
