// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/wanted.h"

#include <algorithm>

#include "core/base/nearest.h"
#include "core/doctor/lookalike.h"

namespace podwire::doctor {
namespace {

using plan::StepState;

class Wants {
public:
    Wants(const lab::Lab& lab, const plan::Assessment& assessment) : lab_(lab), assessment_(assessment) {}

    Result<void> name(const Question& question) {
        std::vector<std::string> all = question.steps;
        if (!question.to.empty()) {
            all.push_back(question.to);
        }
        for (const std::string& id : all) {
            if (lab_.find(id) == nullptr) {
                return unknown(id);
            }
            named_.insert(id);
        }
        if (!question.to.empty()) {
            nameUpTo(question.to);
        }
        return {};
    }

    std::set<std::string> run() {
        wanted_ = named_;
        for (const lab::Step* step : lab_.steps()) {
            if (step->changesNodes() && isBegun(*step)) {
                wanted_.insert(step->id);
            }
        }
        chooseAmongRivals();
        const std::set<std::string> asked = wanted_;
        for (const std::string& id : asked) {
            need(*lab_.find(id));
        }
        return std::move(wanted_);
    }

private:
    tl::unexpected<Error> unknown(const std::string& id) const {
        std::vector<std::string> ids;
        for (const lab::Step* step : lab_.steps()) {
            ids.push_back(step->id);
        }
        const std::string near = nearest(id, ids);
        return fail(ErrorKind::NotFound, "There is no step '" + id + "' in lab " + lab_.id, {},
                    near.empty() ? "`podwirectl steps` lists all steps." : "Did you mean " + near + "?");
    }

    void nameUpTo(const std::string& last) {
        for (const lab::Step* step : lab_.steps()) {
            if (!step->optional || step->id == last) {
                named_.insert(step->id);
            }
            if (step->id == last) {
                return;
            }
        }
    }

    bool isBegun(const lab::Step& step) const {
        const plan::StepStatus& status = assessment_.at(step.id);
        switch (status.state) {
            case StepState::Applied:
            case StepState::Partial:
            case StepState::Drifted:
                return true;
            case StepState::Unknown:
                return std::any_of(status.resources.begin(), status.resources.end(), isTelling);
            case StepState::Absent:
                break;
        }
        return std::any_of(status.resources.begin(), status.resources.end(),
                           [this](const auto& one) { return hasLookalike(lab_, assessment_, one); });
    }

    /// Of a step with a node that was not read: something of its own is there on another node.
    static bool isTelling(const plan::ResourceStatus& status) {
        return (status.presence == plan::Presence::Present || status.presence == plan::Presence::Drifted) &&
               status.sharedWith.empty() && !std::holds_alternative<lab::Sysctl>(status.resource->what);
    }

    void chooseAmongRivals() {
        for (const lab::Step* step : lab_.steps()) {
            for (const std::string& other : step->replaces) {
                if (wanted_.count(step->id) > 0 && wanted_.count(other) > 0) {
                    wanted_.erase(loser(step->id, other));
                }
            }
        }
    }

    /// `later` replaces `earlier`.
    std::string loser(const std::string& later, const std::string& earlier) const {
        const bool laterNamed = named_.count(later) > 0;
        if (laterNamed != (named_.count(earlier) > 0)) {
            return laterNamed ? earlier : later;
        }
        const bool laterWhole = assessment_.stateOf(later) == StepState::Applied;
        const bool earlierWhole = assessment_.stateOf(earlier) == StepState::Applied;
        return earlierWhole && !laterWhole ? later : earlier;
    }

    void need(const lab::Step& step) {
        for (const std::string& id : step.needs) {
            if (wanted_.insert(id).second) {
                need(*lab_.find(id));
            }
        }
    }

    const lab::Lab& lab_;
    const plan::Assessment& assessment_;
    std::set<std::string> named_;
    std::set<std::string> wanted_;
};

}  // namespace

Result<std::set<std::string>> wantedSteps(const lab::Lab& lab, const plan::Assessment& assessment,
                                          const Question& question) {
    Wants wants(lab, assessment);
    if (auto named = wants.name(question); !named) {
        return fail(named.error());
    }
    return wants.run();
}

plan::Assessment idealOf(const lab::Lab& lab, const std::set<std::string>& wanted) {
    plan::Assessment ideal;
    for (const lab::Step* step : lab.steps()) {
        const bool stands =
            step->changesNodes()
                ? wanted.count(step->id) > 0
                : std::all_of(step->needs.begin(), step->needs.end(),
                              [&](const std::string& id) { return ideal.stateOf(id) == StepState::Applied; });
        plan::StepStatus status;
        status.id = step->id;
        status.state = stands ? StepState::Applied : StepState::Absent;
        ideal.steps.emplace(step->id, std::move(status));
    }
    return ideal;
}

}  // namespace podwire::doctor
