// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/netfilter/chain_order.h"
#include "core/netfilter/packet.h"
#include "core/netfilter/ruleset.h"
#include "core/stats/verdict.h"

/// What share of new connections the rules of a node send to each backend.
namespace podwire::stats {

/// Where a rule stands. A policy has the position one past the last rule, and no rule.
struct RulePlace {
    std::string table;
    std::string chain;
    std::size_t position = 1;  ///< from 1, as `iptables --line-numbers` counts
    std::string rule;          ///< as iptables-save prints it
    bool operator==(const RulePlace&) const = default;
};

/// One factor of a probability.
struct Step {
    RulePlace place;
    bool isMatched = true;  ///< false: its chance let the connection pass
    double factor = 1;      ///< how likely that is here
};

/// One way to an outcome: all steps with a factor other than 1, then the one that decides.
struct Way {
    double probability = 1;  ///< the product of the factors
    std::vector<Step> steps;
    std::string why;  ///< of Undecided: why it cannot be told; else empty
};

struct Outcome {
    enum class Kind {
        Backend,       ///< gets another destination
        Untranslated,  ///< keeps its own
        Dropped,       ///< by a rule or policy of this hook, before or after a translation
        Undecided,     ///< the rules alone do not tell
    };
    Kind kind = Kind::Backend;
    std::string backend;  ///< "192.168.1.10:80"; of a range as the rule writes it; of REDIRECT ":8080" (the
                          ///< node itself); empty for the other kinds
    double probability = 0;
    std::vector<Way> ways;
};

/// A rule that would match the packet and never sees it, because another one ends its way before.
struct Shadowed {
    RulePlace rule;
    RulePlace by;
};

struct ExpectedShares {
    std::vector<Outcome> outcomes;   ///< by kind, backends as the rules name them; their sum is 1
    std::vector<Shadowed> shadowed;  ///< of chains that the packet visits; rules that only count are left out

    [[nodiscard]] double undecided() const;
    [[nodiscard]] const Outcome* find(std::string_view backend) const;
};

/// What the tables of the hook (raw, mangle, nat, filter, in the kernel's order) do with the first packet of
/// a connection. `entry` is Hook::Output for what the namespace itself sends, else Hook::Prerouting; a drop
/// at a later hook is not seen. conntrack's original tuple is the packet's own unless it is given. What
/// depends on something that is not set in `packet`, and what cannot be told from rules (a limit, a set,
/// ...), is Undecided, with the rule; each backend may then have any part of that share.
ExpectedShares expectedShares(const netfilter::Ruleset& rules, const netfilter::Packet& packet,
                              netfilter::Hook entry);

/// "0.33", "0.67 x 0.5", "the rest", "all": the factors of a way, to four digits at most. The rest is what
/// reaches an unconditional rule after others had their chance.
std::string arithmetic(const Way& way);

/// What judge() compares: a tally for each backend of the shares, then one with share 0 for each other one
/// that was hit. Outcomes that are no backends are left out: what was not answered is not to be in `hits`.
std::vector<Tally> talliesOf(const ExpectedShares& shares, const std::map<std::string, std::uint64_t>& hits);

}  // namespace podwire::stats
