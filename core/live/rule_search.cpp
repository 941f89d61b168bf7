// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/rule_search.h"

#include <algorithm>
#include <cctype>

namespace podwire::live {
namespace {

char lower(char letter) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

/// `word` is in lower case.
bool contains(const std::string& text, const std::string& word) {
    const auto same = [](char letter, char wanted) { return lower(letter) == wanted; };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

}  // namespace

const netfilter::TalliedChain* jumpOf(const netfilter::Rule& rule, const ChainsByName& chains) {
    const auto found = rule.target ? chains.find(rule.target->name) : chains.end();
    return found == chains.end() ? nullptr : found->second;
}

RuleSearch::RuleSearch(const ChainsByName& chains, std::vector<std::string> words)
    : chains_(chains), words_(std::move(words)) {
    for (std::string& word : words_) {
        std::transform(word.begin(), word.end(), word.begin(), lower);
    }
    if (words_.empty()) {
        return;
    }
    for (const auto& [name, chain] : chains_) {
        for (const auto& rule : *chain->rules) {
            if (finds(*rule)) {
                found_.insert(rule.get());
            }
        }
    }
    for (const auto& [name, chain] : chains_) {
        for (const auto& rule : *chain->rules) {
            const auto* const next = jumpOf(rule->installed.rule, chains_);
            if (next != nullptr && found_.contains(rule.get())) {
                includeBehind(*next);
            }
        }
        leads(*chain);
    }
}

bool RuleSearch::finds(const netfilter::TalliedRule& rule) const {
    return std::all_of(words_.begin(), words_.end(),
                       [&](const std::string& word) { return contains(rule.installed.line, word); });
}

void RuleSearch::includeBehind(const netfilter::TalliedChain& chain) {
    if (!behind_.insert(&chain).second) {
        return;
    }
    for (const auto& rule : *chain.rules) {
        if (const auto* const next = jumpOf(rule->installed.rule, chains_)) {
            includeBehind(*next);
        }
    }
}

/// Whether a rule that is found stands in the chain, or in one that it leads to.
bool RuleSearch::leads(const netfilter::TalliedChain& chain) {
    const auto [known, isNew] = leads_.try_emplace(&chain, false);
    if (!isNew) {
        return known->second;
    }
    const auto lies = [&](const auto& rule) {
        const auto* const next = jumpOf(rule->installed.rule, chains_);
        return found_.contains(rule.get()) || (next != nullptr && leads(*next));
    };
    const bool found = std::any_of(chain.rules->begin(), chain.rules->end(), lies);
    leads_[&chain] = found;
    return found;
}

bool RuleSearch::keeps(const netfilter::TalliedChain& chain, std::size_t rule) const {
    if (findsAll() || behind_.contains(&chain)) {
        return true;
    }
    const auto& asked = chain.rules->at(rule);
    if (found_.contains(asked.get())) {
        return true;
    }
    const auto known = leads_.find(jumpOf(asked->installed.rule, chains_));
    return known != leads_.end() && known->second;
}

}  // namespace podwire::live
