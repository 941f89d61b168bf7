// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/yaml/report.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace podwire::yaml {
namespace {

constexpr std::size_t maxProblems = 200;

}  // namespace

void Report::add(Position where, std::string message, std::string hint) {
    if (problems_.size() < maxProblems) {
        problems_.push_back({std::move(where), std::move(message), std::move(hint)});
    } else if (problems_.size() == maxProblems) {
        problems_.push_back({std::move(where), "too many errors; the rest is not listed", {}});
    }
}

void Report::add(const Diagnostics& more) {
    for (const Diagnostic& problem : more) {
        add(problem.where, problem.message, problem.hint);
    }
}

Diagnostics Report::sorted() const {
    std::map<std::string, std::size_t> order;
    for (const Diagnostic& problem : problems_) {
        order.emplace(problem.where.file, order.size());
    }
    Diagnostics all = problems_;
    std::stable_sort(all.begin(), all.end(), [&order](const Diagnostic& a, const Diagnostic& b) {
        return std::tuple(order.at(a.where.file), a.where.line, a.where.column) <
               std::tuple(order.at(b.where.file), b.where.line, b.where.column);
    });
    return all;
}

}  // namespace podwire::yaml
