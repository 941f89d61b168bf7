// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/netfilter/ruleset.h"

namespace podwire::netfilter {

/// Something to do to one rule of a chain. Rules are spelled as iptables-save spells them: "-A CHAIN ...".
struct RuleChange {
    enum class Kind { Delete, Insert, Move, Replace };
    Kind kind = Kind::Delete;
    std::string table;
    std::string chain;
    std::string line;
    int nth = 0;          ///< which of several rules that are alike, from 0
    int position = 1;     ///< where it is to stand, from 1: for Insert and Move
    std::string newLine;  ///< for Replace
    Counters counters;    ///< for Insert: what it is to begin with
};

/// Which iptables, and in which namespace.
struct RuleTool {
    std::string name = "iptables";  ///< or iptables-legacy
    std::string netns;              ///< empty: the node's own
};

struct PlannedChange {
    std::vector<std::vector<std::string>> commands;  ///< to run in order, sudo included
    RuleChange inverse;                              ///< what takes it back, once the commands have run
};

/// The commands for a change of a chain as it stands now. A rule is deleted by its specification where that
/// is enough; numbers are those of `now`. InvalidInput for a line that is no rule, NotFound when the rule
/// does not stand in the chain.
Result<PlannedChange> planChange(const RuleChange& change, const Chain& now, const RuleTool& tool);

/// The command that prints a chain with its counters, for savedFromListing(); sudo included.
std::vector<std::string> listCommand(const std::string& table, const std::string& chain,
                                     const RuleTool& tool);

/// `sudo iptables -t TABLE -A CHAIN ...`: a line of iptables-save as a command.
Result<std::vector<std::string>> addCommand(const std::string& table, const std::string& line,
                                            const RuleTool& tool);

}  // namespace podwire::netfilter
