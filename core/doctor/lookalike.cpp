// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/lookalike.h"

#include <algorithm>

#include "core/plan/presence.h"

namespace podwire::doctor {
namespace {

using netfilter::Rule;

/// The rule's conditions alone, comments left out.
std::string conditions(Rule rule) {
    rule.target.reset();
    std::erase_if(rule.matches, [](const netfilter::Match& match) { return match.module == "comment"; });
    return netfilter::specification(rule);
}

bool isAlike(const Rule& wanted, const Rule& seen) {
    if (!seen.target || !wanted.target) {
        return false;
    }
    const std::string comment = wanted.comment();
    return (!comment.empty() && comment == seen.comment()) ||
           (conditions(wanted) == conditions(seen) && seen.target->name == wanted.target->name);
}

/// Some step of the lab wants exactly what was seen on this node.
template <class What, class Same>
bool isWantedSomewhere(const lab::Lab& lab, const std::string& node, Same same) {
    for (const lab::Step* step : lab.steps()) {
        for (const lab::Resource& resource : step->apply) {
            const auto* what = std::get_if<What>(&resource.what);
            if (what != nullptr && resource.node == node && same(resource, *what)) {
                return true;
            }
        }
    }
    return false;
}

const plan::Observed* nodeOf(const plan::Assessment& assessment, const plan::ResourceStatus& status) {
    const auto node = assessment.nodes.find(status.resource->node);
    return node == assessment.nodes.end() ? nullptr : &node->second;
}

}  // namespace

std::optional<std::size_t> lookalikeRule(const lab::Lab& lab, const plan::Assessment& assessment,
                                         const plan::ResourceStatus& status) {
    const auto* wanted = std::get_if<lab::IptablesRule>(&status.resource->what);
    const plan::Observed* node = nodeOf(assessment, status);
    if (wanted == nullptr || node == nullptr || status.presence != plan::Presence::Absent) {
        return std::nullopt;
    }
    const netfilter::Chain* chain = plan::chainOf(*status.resource, *node);
    for (std::size_t i = 0; chain != nullptr && i < chain->rules.size(); ++i) {
        const Rule& seen = chain->rules[i].rule;
        if (!isAlike(wanted->command.rule, seen)) {
            continue;
        }
        const std::string specification = netfilter::specification(seen);
        const auto same = [&](const lab::Resource&, const lab::IptablesRule& other) {
            return other.command.table == wanted->command.table &&
                   netfilter::specification(other.command.rule) == specification;
        };
        if (!isWantedSomewhere<lab::IptablesRule>(lab, node->node, same)) {
            return i;
        }
    }
    return std::nullopt;
}

const netstate::Route* lookalikeRoute(const lab::Lab& lab, const plan::Assessment& assessment,
                                      const plan::ResourceStatus& status) {
    const auto* wanted = std::get_if<lab::Route>(&status.resource->what);
    const plan::Observed* node = nodeOf(assessment, status);
    if (wanted == nullptr || node == nullptr || status.presence != plan::Presence::Absent) {
        return nullptr;
    }
    const netstate::Netns* netns = node->findNetns(status.resource->netns);
    if (netns == nullptr) {
        return nullptr;
    }
    for (const netstate::Route& seen : netns->routes) {
        if (seen.destination != wanted->destination || seen.table != wanted->table ||
            seen.metric != wanted->metric.value_or(0)) {
            continue;
        }
        const auto same = [&](const lab::Resource& resource, const lab::Route& other) {
            return resource.netns == status.resource->netns && other.destination == seen.destination &&
                   other.gateway == seen.gateway && seen.type == "unicast";
        };
        if (!isWantedSomewhere<lab::Route>(lab, node->node, same)) {
            return &seen;
        }
    }
    return nullptr;
}

bool hasLookalike(const lab::Lab& lab, const plan::Assessment& assessment,
                  const plan::ResourceStatus& status) {
    return lookalikeRule(lab, assessment, status).has_value() ||
           lookalikeRoute(lab, assessment, status) != nullptr;
}

}  // namespace podwire::doctor
