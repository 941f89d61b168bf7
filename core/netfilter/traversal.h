// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/netfilter/packet_match.h"
#include "core/netfilter/ruleset.h"

/// What a table's rules at one hook can do with a packet. It follows jumps, gotos and returns, and splits
/// where `-m statistic` does.
namespace podwire::netfilter {

/// A rule that matched, or one that chance let the packet pass.
struct Met {
    const Chain* chain = nullptr;
    std::size_t from = 0;   ///< where the look through the chain began; the rules from here to `index` do not
                            ///< match, or it cannot matter whether they do
    std::size_t index = 0;  ///< of the rule; one past the last: the chain's policy
    bool isMatched = true;  ///< false: its statistic let the packet pass
    double chance = 1;      ///< that it goes this way here
    std::optional<std::uint32_t> mark;  ///< the packet's from `from` to `index`

    [[nodiscard]] const InstalledRule* rule() const {
        return index < chain->rules.size() ? &chain->rules[index] : nullptr;
    }
};

/// One way through.
struct Passing {
    enum class Kind {
        Accepted,    ///< by a rule or the policy
        Dropped,     ///< DROP or REJECT; of the policy too
        Translated,  ///< by the last rule that was met
        Undecided,   ///< cannot be told past the last rule that was met: see `why`
    };
    Kind kind = Kind::Accepted;
    double probability = 1;
    std::vector<Met> met;  ///< in order; the last one decides
    Packet packet;         ///< as it left: another mark, or untracked. Not translated.
    std::string why;       ///< of Undecided: a sentence without its full stop
};

/// All ways, those of rules that stand first before the others; their probabilities add up to 1. A rule of
/// which it cannot be told whether it matches does no harm when its target only counts, logs or marks, or
/// jumps to a chain that does no more; any other one makes an Undecided end. So do loops of gotos and more
/// than a thousand ways. Points into `table`. Takes about as long as it takes to look at each rule once per
/// way: some milliseconds for 40,000 rules.
std::vector<Passing> traverse(const Table& table, const Chain& chain, const Packet& packet);

}  // namespace podwire::netfilter
