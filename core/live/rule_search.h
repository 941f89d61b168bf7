// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/netfilter/tally.h"

namespace podwire::live {

/// Which rules of one table are found by words, and by which ways. It costs milliseconds for tens of
/// thousands of rules, and holds as long as no rule comes, goes or moves.
class RuleSearch {
public:
    /// Only rules with all of the words, in any case; no words: every rule.
    RuleSearch(std::shared_ptr<const netfilter::Tallied> rules, std::string table,
               std::vector<std::string> words);

    /// False when it has to be made anew.
    [[nodiscard]] bool holdsFor(const netfilter::Tallied& rules, const std::string& table,
                                const std::vector<std::string>& words) const;
    /// The table's chains, as indexes into Tallied::chains.
    [[nodiscard]] const std::vector<std::size_t>& chains() const { return chains_; }
    /// The chain of this name.
    [[nodiscard]] std::optional<std::size_t> find(const std::string& chain) const;
    /// The chain that a rule jumps or goes to.
    [[nodiscard]] std::optional<std::size_t> jumpOf(const netfilter::Rule& rule) const;
    /// Found itself, behind one that is, or on the way to one.
    [[nodiscard]] bool keeps(std::size_t chain, std::size_t rule) const;
    [[nodiscard]] bool findsAll() const { return words_.empty(); }

private:
    void search();
    void includeBehind(std::size_t chain);
    bool leads(std::size_t chain);
    [[nodiscard]] const netfilter::TalliedRules& rulesOf(std::size_t chain) const {
        return *rules_->chains[chain]->rules;
    }

    std::shared_ptr<const netfilter::Tallied> rules_;
    std::string table_;
    std::vector<std::string> words_;
    std::vector<std::size_t> chains_;
    std::unordered_map<std::string_view, std::size_t> byName_;
    std::unordered_set<const netfilter::TalliedRule*> found_;
    std::vector<bool> behind_;                ///< of all chains
    std::vector<std::optional<bool>> leads_;  ///< likewise
};

}  // namespace podwire::live
