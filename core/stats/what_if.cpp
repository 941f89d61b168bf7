// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/what_if.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace podwire::stats {
namespace {

using netfilter::InstalledRule;
using netfilter::Match;
using netfilter::Ruleset;

/// As iptables-save prints it: to eleven decimals.
std::string spelled(double probability) {
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), probability,
                                       std::chars_format::fixed, 11);
    return {digits.data(), written.ptr};
}

InstalledRule* find(Ruleset& rules, std::string_view table, std::string_view chain, std::size_t position) {
    // Ruleset::find() is for reading; these rules are our own.
    auto* const found = const_cast<netfilter::Chain*>(rules.find(table, chain));
    return found == nullptr || position < 1 || position > found->rules.size() ? nullptr
                                                                              : &found->rules[position - 1];
}

tl::unexpected<Error> noRule(std::string_view table, std::string_view chain, std::size_t position) {
    return fail(ErrorKind::NotFound, "There is no rule " + std::to_string(position) + " in chain " +
                                         std::string(chain) + " of table " + std::string(table));
}

void setProbability(InstalledRule& rule, double probability) {
    const Match wanted{"statistic",
                       {{"--mode", {"random"}, false}, {"--probability", {spelled(probability)}, false}}};
    auto& matches = rule.rule.matches;
    const auto found = std::find_if(matches.begin(), matches.end(),
                                    [](const Match& each) { return each.module == "statistic"; });
    if (found == matches.end()) {
        matches.push_back(wanted);
    } else {
        *found = wanted;
    }
    rule.line = netfilter::saveLine(rule.rule);
}

}  // namespace

Result<Ruleset> withProbability(Ruleset rules, std::string_view table, std::string_view chain,
                                std::size_t position, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
        return fail(ErrorKind::InvalidInput, "A probability is from 0 to 1");
    }
    InstalledRule* const rule = find(rules, table, chain, position);
    if (rule == nullptr) {
        return noRule(table, chain, position);
    }
    setProbability(*rule, probability);
    return rules;
}

Result<Ruleset> withSwapped(Ruleset rules, std::string_view table, std::string_view chain, std::size_t one,
                            std::size_t other) {
    InstalledRule* const first = find(rules, table, chain, one);
    InstalledRule* const second = find(rules, table, chain, other);
    if (first == nullptr || second == nullptr) {
        return noRule(table, chain, first == nullptr ? one : other);
    }
    std::swap(*first, *second);
    return rules;
}

}  // namespace podwire::stats
