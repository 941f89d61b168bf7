// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/result.h"
#include "core/netfilter/ruleset.h"

/// "What if": a rule set with one thing changed, to be given to expectedShares() and the like. Nothing on a
/// node changes. Positions count from 1. NotFound when no rule stands there.
namespace podwire::stats {

/// The rule matches at random with this probability. It had another one, `--mode nth`, or no -m statistic at
/// all. InvalidInput unless it is from 0 to 1.
Result<netfilter::Ruleset> withProbability(netfilter::Ruleset rules, std::string_view table,
                                           std::string_view chain, std::size_t position, double probability);

/// Two rules of the chain have changed places.
Result<netfilter::Ruleset> withSwapped(netfilter::Ruleset rules, std::string_view table,
                                       std::string_view chain, std::size_t one, std::size_t other);

}  // namespace podwire::stats
