// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/netfilter/rule.h"

namespace podwire::netfilter {

/// An `iptables` command line that names one rule.
struct RuleCommand {
    enum class Verb { Append, Insert, Check, Delete };
    bool sudo = false;              ///< the line began with sudo
    std::string tool = "iptables";  ///< iptables, iptables-nft or iptables-legacy
    std::string table = "filter";
    Verb verb = Verb::Append;
    int position = 1;  ///< 1-based, for Insert
    Rule rule;
};

/// Reads the words of `[sudo [-n]] iptables [-t table] -A|-I|-C|-D chain ...` in any order and spelling that
/// iptables 1.8 takes. Errors (InvalidInput) say which word is wrong and why: an unknown option, an option
/// without its module
/// (--dport without -p tcp), a bad address, port, probability or interface name (over 15 bytes), a missing
/// target value. Modules and targets that Podwire does not know are taken as they stand.
Result<RuleCommand> parseRuleCommand(const std::vector<std::string>& words);

/// The words with the rule's verb replaced, everything else as it was written: what `-A` added, the same
/// words with `-D` take away. A position after -I is dropped.
Result<std::vector<std::string>> withVerb(const std::vector<std::string>& words, RuleCommand::Verb verb);

/// "-A", "-I", "-C" or "-D".
std::string_view optionOf(RuleCommand::Verb verb);

/// True when the kernel keeps the rule's modules in this order, so that `-D` with the words of one finds the
/// other: iptables compares rules module by module, in order.
bool sameOrder(const Rule& a, const Rule& b);

}  // namespace podwire::netfilter
