// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/netfilter/rule.h"

namespace podwire::netfilter {

struct Chain {
    std::string name;
    std::string policy;                ///< "ACCEPT" or "DROP"; empty for a user chain
    Counters counters;                 ///< of the policy
    std::vector<InstalledRule> rules;  ///< in the order in which the kernel walks them
    [[nodiscard]] bool isBuiltIn() const { return !policy.empty(); }
};

struct Table {
    std::string name;
    std::vector<Chain> chains;
    [[nodiscard]] const Chain* find(std::string_view chain) const;
};

/// What one `iptables-save -c` printed.
struct Ruleset {
    std::string generator;  ///< "iptables-save v1.8.9 (nf_tables)"
    std::vector<Table> tables;
    [[nodiscard]] const Table* find(std::string_view table) const;
    [[nodiscard]] const Chain* find(std::string_view table, std::string_view chain) const;
};

/// Parses iptables-save output, with or without counters, of iptables-nft and iptables-legacy 1.8. Comments,
/// blank lines and "# Warning" lines are skipped. A rule whose options are unknown is kept: its unknown
/// options stay as they stand, in a Match of their module. Errors (InvalidInput) name the line: a rule
/// outside a table, an unfinished quote, a missing COMMIT.
Result<Ruleset> parseSave(std::string_view text);

}  // namespace podwire::netfilter
