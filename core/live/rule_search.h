// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/netfilter/tally.h"

namespace podwire::live {

using ChainsByName = std::unordered_map<std::string, const netfilter::TalliedChain*>;

/// The chain that a rule jumps or goes to, or null.
const netfilter::TalliedChain* jumpOf(const netfilter::Rule& rule, const ChainsByName& chains);

/// Which rules of one table are found by words, and by which ways.
class RuleSearch {
public:
    /// No words: every rule. `chains` must outlive this.
    RuleSearch(const ChainsByName& chains, std::vector<std::string> words);

    /// Found itself, behind one that is, or on the way to one.
    [[nodiscard]] bool keeps(const netfilter::TalliedChain& chain, std::size_t rule) const;
    [[nodiscard]] bool findsAll() const { return words_.empty(); }

private:
    [[nodiscard]] bool finds(const netfilter::TalliedRule& rule) const;
    void includeBehind(const netfilter::TalliedChain& chain);
    bool leads(const netfilter::TalliedChain& chain);

    const ChainsByName& chains_;
    std::vector<std::string> words_;
    std::unordered_set<const netfilter::TalliedRule*> found_;
    std::unordered_set<const netfilter::TalliedChain*> behind_;
    std::unordered_map<const netfilter::TalliedChain*, bool> leads_;
};

}  // namespace podwire::live
