// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/attempts.h"

#include <set>
#include <utility>

#include "core/base/shellwords.h"

namespace podwire::plan {
namespace {

bool changesNat(const Action& action) {
    const auto* rule =
        action.resource == nullptr ? nullptr : std::get_if<lab::IptablesRule>(&action.resource->what);
    return rule != nullptr && rule->command.table == "nat" && !action.command.empty();
}

Action forget(const Stage& stage, const std::string& node, const std::string& netns) {
    Action action;
    action.kind = Action::Kind::Forget;
    action.step = stage.step;
    action.node = node;
    action.command = forgetAttemptsCommand(netns);
    action.why = "attempts that nobody answered would be sent the old way for two minutes";
    return action;
}

}  // namespace

std::string forgetAttemptsCommand(const std::string& netns) {
    // conntrack(8) fails when it has nothing to delete.
    return "sudo " + (netns.empty() ? std::string() : "ip netns exec " + quoteWord(netns) + " ") +
           "conntrack -D -p tcp --state SYN_SENT 2>/dev/null || true";
}

void forgetAttempts(Plan& plan) {
    std::set<std::pair<std::string, std::string>> done;  // node and namespace
    for (auto stage = plan.stages.rbegin(); stage != plan.stages.rend(); ++stage) {
        std::vector<Action> added;
        for (const Action& action : stage->actions) {
            if (changesNat(action) && done.emplace(action.node, action.resource->netns).second) {
                added.push_back(forget(*stage, action.node, action.resource->netns));
            }
        }
        stage->actions.insert(stage->actions.end(), added.begin(), added.end());
    }
}

}  // namespace podwire::plan
