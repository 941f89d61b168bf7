// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_what_if.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "core/base/shellwords.h"
#include "core/stats/what_if.h"

namespace podwire::live {
namespace {

using netfilter::Chain;
using netfilter::InstalledRule;
using netfilter::RuleChange;
using netfilter::Ruleset;
using stats::RulePlace;

std::string serverOf(const std::string& backend) {
    return backend.substr(0, backend.find(':'));
}

std::optional<double> probabilityOf(const Ruleset& rules, const RulePlace& place) {
    const Chain* const chain = rules.find(place.table, place.chain);
    if (chain == nullptr || place.position > chain->rules.size()) {
        return std::nullopt;
    }
    for (const netfilter::Match& match : chain->rules[place.position - 1].rule.matches) {
        for (const netfilter::Option& option : match.options) {
            double value = 0;
            if (option.name == "--probability" && !option.values.empty()) {
                const std::string& text = option.values.front();
                std::from_chars(text.data(), text.data() + text.size(), value);
                return value;
            }
        }
    }
    return std::nullopt;
}

bool isBefore(const DecidingRule& one, const DecidingRule& other) {
    return std::tie(one.place.table, one.place.chain, one.place.position) <
           std::tie(other.place.table, other.place.chain, other.place.position);
}

void addRule(std::vector<DecidingRule>& all, DecidingRule rule) {
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.place == rule.place; });
    if (same == all.end()) {
        all.push_back(std::move(rule));
    } else if (same->server.empty()) {
        same->server = rule.server;
    }
}

std::map<std::string, double> sharesOf(const Ruleset& rules, const TrafficForecast& forecast) {
    std::map<std::string, double> shares;
    for (const auto& outcome : stats::expectedShares(rules, forecast.packet, forecast.hook).outcomes) {
        if (outcome.kind == stats::Outcome::Kind::Backend) {
            shares[serverOf(outcome.backend)] += outcome.probability;
        }
    }
    return shares;
}

/// Which of the rules with this line stands at the position.
int nthOf(const Chain& chain, std::size_t position) {
    const auto begin = chain.rules.begin();
    const auto here = begin + static_cast<std::ptrdiff_t>(position - 1);
    return static_cast<int>(
        std::count_if(begin, here, [&](const InstalledRule& rule) { return rule.line == here->line; }));
}

RuleChange changeOf(const Chain& chain, const RulePlace& place, RuleChange::Kind kind) {
    RuleChange change;
    change.kind = kind;
    change.table = place.table;
    change.chain = place.chain;
    change.line = chain.rules[place.position - 1].line;
    change.nth = nthOf(chain, place.position);
    return change;
}

Result<std::string> commandsOf(const RuleChange& change, const Chain& now) {
    const auto planned = netfilter::planChange(change, now, {});
    if (!planned) {
        return fail(planned.error());
    }
    std::string text;
    for (const auto& command : planned->commands) {
        text += (text.empty() ? "" : "\n") + quoteCommand(command);
    }
    return text;
}

/// Says in `what` how it would be done.
Result<Ruleset> replaced(const Ruleset& rules, const RuleWish& wish, WhatIf& what) {
    auto changed =
        stats::withProbability(rules, wish.rule.table, wish.rule.chain, wish.rule.position, wish.probability);
    if (!changed) {
        return changed;
    }
    const Chain& chain = *rules.find(wish.rule.table, wish.rule.chain);
    RuleChange change = changeOf(chain, wish.rule, RuleChange::Kind::Replace);
    change.newLine = changed->find(wish.rule.table, wish.rule.chain)->rules[wish.rule.position - 1].line;
    const auto text = commandsOf(change, chain);
    if (!text) {
        return fail(text.error());
    }
    what.commands = *text;
    what.change = change;
    return changed;
}

Result<std::size_t> positionBefore(const Ruleset& rules, const TrafficForecast& forecast,
                                   const RulePlace& place) {
    std::size_t before = 0;
    for (const DecidingRule& rule : decidingRules(rules, forecast)) {
        if (rule.place.table == place.table && rule.place.chain == place.chain &&
            rule.place.position < place.position) {
            before = rule.place.position;
        }
    }
    if (before == 0) {
        return fail(ErrorKind::NotFound, "No deciding rule stands before this one in " + place.chain);
    }
    return before;
}

/// Moves the rule up; when others stand between, the one that was there moves down as well.
Result<Ruleset> swapped(const Ruleset& rules, const TrafficForecast& forecast, const RuleWish& wish,
                        WhatIf& what) {
    const auto before = positionBefore(rules, forecast, wish.rule);
    if (!before) {
        return fail(before.error());
    }
    auto changed = stats::withSwapped(rules, wish.rule.table, wish.rule.chain, *before, wish.rule.position);
    if (!changed) {
        return changed;
    }
    Chain chain = *rules.find(wish.rule.table, wish.rule.chain);
    RuleChange up = changeOf(chain, wish.rule, RuleChange::Kind::Move);
    up.position = static_cast<int>(*before);
    const auto first = commandsOf(up, chain);
    if (!first) {
        return fail(first.error());
    }
    what.commands = *first;
    what.change = up;
    const auto begin = chain.rules.begin();
    const auto end = static_cast<std::ptrdiff_t>(wish.rule.position);
    std::rotate(begin + static_cast<std::ptrdiff_t>(*before) - 1, begin + end - 1, begin + end);
    if (*before + 1 < wish.rule.position) {
        RuleChange down =
            changeOf(chain, {wish.rule.table, wish.rule.chain, *before + 1, {}}, RuleChange::Kind::Move);
        down.position = static_cast<int>(wish.rule.position);
        const auto second = commandsOf(down, chain);
        if (!second) {
            return fail(second.error());
        }
        what.commands += "\n" + *second;
        what.change.reset();
    }
    return changed;
}

}  // namespace

std::vector<DecidingRule> decidingRules(const Ruleset& rules, const TrafficForecast& forecast) {
    std::vector<DecidingRule> all;
    for (const auto& outcome : stats::expectedShares(rules, forecast.packet, forecast.hook).outcomes) {
        for (const stats::Way& way : outcome.ways) {
            for (const stats::Step& step : way.steps) {
                const bool decides =
                    &step == &way.steps.back() && outcome.kind == stats::Outcome::Kind::Backend;
                addRule(all, {step.place, decides ? serverOf(outcome.backend) : std::string(),
                              probabilityOf(rules, step.place)});
            }
        }
    }
    std::sort(all.begin(), all.end(), isBefore);
    return all;
}

Result<WhatIf> whatIf(const Ruleset& rules, const TrafficForecast& forecast, const RuleWish& wish) {
    WhatIf answer;
    const auto changed = wish.kind == RuleWish::Kind::Probability ? replaced(rules, wish, answer)
                                                                  : swapped(rules, forecast, wish, answer);
    if (!changed) {
        return fail(changed.error());
    }
    answer.before = sharesOf(rules, forecast);
    answer.after = sharesOf(*changed, forecast);
    return answer;
}

}  // namespace podwire::live
