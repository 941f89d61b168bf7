// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/netfilter/rule_command.h"

namespace podwire::lab {

/// An iptables command line with its verb replaced and everything else left to the letter, as far as the line
/// lets: a line that glues the verb to its chain is written anew from `words`, its words.
std::string lineWithVerb(const std::string& line, const std::vector<std::string>& words,
                         netfilter::RuleCommand::Verb verb);

}  // namespace podwire::lab
