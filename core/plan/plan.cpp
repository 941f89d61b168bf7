// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/plan.h"

#include <algorithm>
#include <set>

#include "core/plan/apply_stage.h"
#include "core/plan/attempts.h"
#include "core/plan/goal.h"
#include "core/plan/undo_stage.h"

namespace podwire::plan {

Result<Plan> makePlan(const lab::Lab& lab, const Assessment& assessment, const Request& request) {
    auto goal = makeGoal(lab, assessment, request);
    if (!goal) {
        return fail(goal.error());
    }
    const Sharers sharers(lab);
    Plan plan;
    plan.broughtAlong = goal->broughtAlong;
    UndoStages undo(assessment, sharers, *goal);
    for (const lab::Step* step : goal->undo) {
        Stage stage = undo.make(*step, plan.kept);
        if (!stage.actions.empty()) {
            plan.stages.push_back(std::move(stage));
        }
    }
    std::set<std::string> added;  // resources that an earlier stage of this plan brings
    for (const lab::Step* step : goal->apply) {
        Stage stage = makeApplyStage(*step, assessment, sharers, undo.removed(), added);
        if (!stage.actions.empty()) {
            plan.stages.push_back(std::move(stage));
        }
    }
    forgetAttempts(plan);
    return plan;
}

bool Plan::isEmpty() const {
    return actionCount() == 0;
}

std::size_t Plan::actionCount() const {
    std::size_t count = 0;
    for (const Stage& stage : stages) {
        count += static_cast<std::size_t>(
            std::count_if(stage.actions.begin(), stage.actions.end(),
                          [](const Action& action) { return !action.command.empty(); }));
    }
    return count;
}

std::vector<std::string> Plan::nodes() const {
    std::set<std::string> names;
    for (const Stage& stage : stages) {
        for (const Action& action : stage.actions) {
            names.insert(action.node);
        }
    }
    return {names.begin(), names.end()};
}

}  // namespace podwire::plan
