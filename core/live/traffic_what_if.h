// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/live/traffic_forecast.h"
#include "core/netfilter/rule_change.h"

namespace podwire::live {

/// A rule that has a say in where requests go.
struct DecidingRule {
    stats::RulePlace place;
    std::string server;                 ///< to which it sends; empty: it sends nowhere itself
    std::optional<double> probability;  ///< with which it matches at random; none: it always does
    bool operator==(const DecidingRule&) const = default;
};

/// In the order of the chains; `rules` are those of forecast.node as they are now.
std::vector<DecidingRule> decidingRules(const netfilter::Ruleset& rules, const TrafficForecast& forecast);

/// One thing that is different.
struct RuleWish {
    enum class Kind {
        Probability,  ///< the rule matches with `probability`, from 0 to 1
        Earlier,      ///< the rule and the deciding one before it in its chain have changed places
    };
    Kind kind = Kind::Probability;
    stats::RulePlace rule;
    double probability = 0;
};

struct WhatIf {
    std::map<std::string, double> before;  ///< shares by server
    std::map<std::string, double> after;
    std::string commands;  ///< that would make it so on the node, as a shell takes them, a line each
    std::optional<netfilter::RuleChange> change;  ///< the same as one change; none: it takes more than one
};

/// What would become of the shares; nothing is changed. InvalidInput for a probability that is none, NotFound
/// for a rule that does not stand there or has no deciding one before it.
Result<WhatIf> whatIf(const netfilter::Ruleset& rules, const TrafficForecast& forecast, const RuleWish& wish);

}  // namespace podwire::live
