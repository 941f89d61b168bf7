// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/rule_search.h"

#include <algorithm>

namespace podwire::live {
namespace {

/// Of ASCII, which is all that rules have but for comments.
char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// `word` is in lower case.
bool contains(const std::string& text, const std::string& word) {
    const auto same = [](char letter, char wanted) { return lower(letter) == wanted; };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

}  // namespace

RuleSearch::RuleSearch(std::shared_ptr<const netfilter::Tallied> rules, std::string table,
                       std::vector<std::string> words)
    : rules_(std::move(rules)), table_(std::move(table)), words_(std::move(words)) {
    for (std::size_t i = 0; i < rules_->chains.size(); ++i) {
        if (rules_->chains[i]->table == table_) {
            chains_.push_back(i);
            byName_.emplace(rules_->chains[i]->name, i);
        }
    }
    behind_.assign(rules_->chains.size(), false);
    leads_.assign(rules_->chains.size(), std::nullopt);
    if (!findsAll()) {
        search();
    }
}

void RuleSearch::search() {
    std::vector<std::string> words = words_;
    for (std::string& word : words) {
        std::transform(word.begin(), word.end(), word.begin(), lower);
    }
    const auto finds = [&](const netfilter::TalliedRule& rule) {
        return std::all_of(words.begin(), words.end(),
                           [&](const std::string& word) { return contains(rule.installed.line, word); });
    };
    for (const std::size_t chain : chains_) {
        for (const auto& rule : rulesOf(chain)) {
            if (finds(*rule)) {
                found_.insert(rule.get());
                if (const auto next = jumpOf(rule->installed.rule)) {
                    includeBehind(*next);
                }
            }
        }
    }
    for (const std::size_t chain : chains_) {
        leads(chain);
    }
}

void RuleSearch::includeBehind(std::size_t chain) {
    if (behind_[chain]) {
        return;
    }
    behind_[chain] = true;
    for (const auto& rule : rulesOf(chain)) {
        if (const auto next = jumpOf(rule->installed.rule)) {
            includeBehind(*next);
        }
    }
}

/// Whether a rule that is found stands in the chain, or in one that it leads to.
bool RuleSearch::leads(std::size_t chain) {
    if (leads_[chain]) {
        return *leads_[chain];
    }
    leads_[chain] = false;
    const auto& rules = rulesOf(chain);
    leads_[chain] = std::any_of(rules.begin(), rules.end(), [&](const auto& rule) {
        const auto next = jumpOf(rule->installed.rule);
        return found_.contains(rule.get()) || (next && leads(*next));
    });
    return *leads_[chain];
}

bool RuleSearch::holdsFor(const netfilter::Tallied& rules, const std::string& table,
                          const std::vector<std::string>& words) const {
    return table == table_ && words == words_ &&
           std::equal(rules.chains.begin(), rules.chains.end(), rules_->chains.begin(), rules_->chains.end(),
                      [](const auto& a, const auto& b) {
                          return a == b ||
                                 (a->rules == b->rules && a->name == b->name && a->table == b->table);
                      });
}

std::optional<std::size_t> RuleSearch::find(const std::string& chain) const {
    const auto found = byName_.find(chain);
    return found == byName_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> RuleSearch::jumpOf(const netfilter::Rule& rule) const {
    return rule.target ? find(rule.target->name) : std::nullopt;
}

bool RuleSearch::keeps(std::size_t chain, std::size_t rule) const {
    if (findsAll() || behind_[chain]) {
        return true;
    }
    const auto& asked = rulesOf(chain).at(rule);
    const auto next = jumpOf(asked->installed.rule);
    return found_.contains(asked.get()) || (next && leads_[*next].value_or(false));
}

}  // namespace podwire::live
