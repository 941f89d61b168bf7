// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/reading.h"

#include <algorithm>
#include <tuple>

#include "core/lab/unicode.h"
#include "core/lab/variable_name.h"

namespace podwire::lab {
namespace {

constexpr std::size_t maxProblems = 200;

struct Use {
    std::size_t offset = 0;
    std::string name;
};

std::vector<Use> usesOf(const std::string& text, const Variables& variables) {
    std::vector<Use> uses;
    for (std::size_t at = text.find('$'); at != std::string::npos; at = text.find('$', at + 1)) {
        const VariableReference reference = referenceAt(std::string_view(text).substr(at));
        if (variables.find(reference.name) != variables.end()) {
            uses.push_back({at, std::string(reference.name)});
        }
    }
    return uses;
}

/// The first word that a message puts in single quotes.
std::string quotedIn(const std::string& message) {
    const std::size_t open = message.find('\'');
    const std::size_t close = open == std::string::npos ? open : message.find('\'', open + 1);
    return close == std::string::npos ? std::string() : message.substr(open + 1, close - open - 1);
}

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

void Scope::blame(const YamlNode& node, std::string message, std::string hint) const {
    report.add(positionOf(node), std::move(message), std::move(hint));
}

void Scope::blameAt(const YamlNode& scalar, std::size_t offset, std::string message) const {
    report.add(locate(source, scalar, offset), std::move(message));
}

void Scope::blameValue(const YamlNode& scalar, const std::string& message) const {
    const std::string word = quotedIn(message);
    std::size_t offset = word.empty() ? std::string::npos : scalar.text.find(word);
    std::string hint;
    for (const Use& use : usesOf(scalar.text, symbols.variables)) {
        const std::string& value = symbols.variables.at(use.name);
        const auto defined = symbols.definedAt.find(use.name);
        if (value.empty() || message.find(value) == std::string::npos || defined == symbols.definedAt.end()) {
            continue;
        }
        hint += (hint.empty() ? "$" : "; $") + use.name + " is '" + shortened(value) + "', set at " +
                defined->second.text();
        offset = std::min(offset, use.offset);
    }
    report.add(locate(source, scalar, offset == std::string::npos ? 0 : offset), message,
               hint.empty() ? hint : hint + '.');
}

}  // namespace podwire::lab
