// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/assessment.h"

#include <algorithm>

#include "core/plan/presence.h"
#include "core/plan/sharing.h"

namespace podwire::plan {
namespace {

bool isThere(const ResourceStatus& status) {
    return status.presence == Presence::Present || status.presence == Presence::Drifted;
}

/// Rules that a step appends to one chain work in the order in which the lab lists them.
void checkOrder(StepStatus& step, const std::map<std::string, Observed>& nodes) {
    std::map<std::string, size_t> last;  // by chain: the place of the rule before
    for (ResourceStatus& status : step.resources) {
        const auto* rule = std::get_if<lab::IptablesRule>(&status.resource->what);
        if (rule == nullptr || rule->command.verb != netfilter::RuleCommand::Verb::Append ||
            status.copies != 1) {
            continue;
        }
        const size_t place = placesOf(*status.resource, nodes.at(status.resource->node)).front();
        const std::string chain = chainKey(*status.resource);
        if (const auto before = last.find(chain); before != last.end() && place < before->second) {
            status.inOrder = false;
            status.presence = Presence::Drifted;
            status.found = "the rule stands before another that should come first";
        } else {
            last[chain] = place;
        }
    }
}

class Assessor {
public:
    Assessor(const lab::Lab& lab, std::map<std::string, Observed> nodes) : lab_(lab), sharers_(lab) {
        result_.nodes = std::move(nodes);
    }

    Assessment run() {
        for (const lab::Step* step : lab_.steps()) {
            look(*step);
        }
        for (const lab::Step* step : lab_.steps()) {
            StepStatus& status = result_.steps.find(step->id)->second;
            status.state = step->changesNodes() ? stateOf(*step, status) : StepState::Unknown;
        }
        for (const lab::Step* step : lab_.steps()) {
            if (!step->changesNodes()) {
                result_.steps.find(step->id)->second.state = reading(*step);
            }
        }
        return std::move(result_);
    }

private:
    void look(const lab::Step& step) {
        StepStatus status;
        status.id = step.id;
        bool known = true;
        for (const lab::Resource& resource : step.apply) {
            const auto node = result_.nodes.find(resource.node);
            ResourceStatus one;
            if (node == result_.nodes.end()) {
                one.resource = &resource;
                known = false;
            } else {
                one = findResource(resource, node->second);
            }
            one.sharedWith = sharers_.others(resource.key, step.id);
            status.resources.push_back(std::move(one));
        }
        if (known) {
            checkOrder(status, result_.nodes);
        }
        result_.steps.emplace(step.id, std::move(status));
    }

    StepState stateOf(const lab::Step& step, const StepStatus& status) const {
        size_t there = 0;
        bool telling = false;
        bool drifted = false;
        for (const ResourceStatus& one : status.resources) {
            if (one.presence == Presence::Unknown) {
                return StepState::Unknown;
            }
            there += isThere(one) ? 1U : 0U;
            telling = telling || (isThere(one) && tells(step, one));
            drifted = drifted || one.presence == Presence::Drifted;
        }
        if (there == status.resources.size()) {
            return drifted ? StepState::Drifted : StepState::Applied;
        }
        if (!telling) {
            return StepState::Absent;
        }
        return drifted ? StepState::Drifted : StepState::Partial;
    }

    /// Whether the resource's being there says that this step was begun: not when it may well have been so
    /// before, or be there for the sake of another step.
    bool tells(const lab::Step& step, const ResourceStatus& one) const {
        const Note* note = result_.nodes.at(one.resource->node).findNote(one.resource->key);
        if (note != nullptr && note->wantedBy.count(step.id) > 0) {
            return true;
        }
        if (std::holds_alternative<lab::Sysctl>(one.resource->what)) {
            return false;
        }
        return std::none_of(one.sharedWith.begin(), one.sharedWith.end(), [&](const std::string& other) {
            return (note != nullptr && note->wantedBy.count(other) > 0) || explains(result_.at(other));
        });
    }

    /// A step explains a shared resource when something of its own is there, or when it has nothing of its
    /// own.
    static bool explains(const StepStatus& status) {
        bool own = false;
        for (const ResourceStatus& one : status.resources) {
            const bool counts =
                one.sharedWith.empty() && !std::holds_alternative<lab::Sysctl>(one.resource->what);
            if (counts && isThere(one)) {
                return true;
            }
            own = own || counts;
        }
        return !own && std::all_of(status.resources.begin(), status.resources.end(), isThere);
    }

    StepState reading(const lab::Step& step) const {
        StepState state = StepState::Applied;
        for (const std::string& need : step.needs) {
            const StepState needed = result_.at(need).state;
            if (needed == StepState::Unknown) {
                return StepState::Unknown;
            }
            if (needed != StepState::Applied) {
                state = StepState::Absent;
            }
        }
        return state;
    }

    const lab::Lab& lab_;
    Sharers sharers_;
    Assessment result_;
};

}  // namespace

std::string_view toString(StepState state) {
    switch (state) {
        case StepState::Unknown:
            return "unknown";
        case StepState::Absent:
            return "absent";
        case StepState::Partial:
            return "partial";
        case StepState::Applied:
            return "applied";
        case StepState::Drifted:
            return "drifted";
    }
    return "unknown";
}

int StepStatus::presentCount() const {
    return static_cast<int>(std::count_if(resources.begin(), resources.end(), isThere));
}

const StepStatus& Assessment::at(std::string_view stepId) const {
    static const StepStatus none;
    const auto found = steps.find(stepId);
    return found == steps.end() ? none : found->second;
}

StepState Assessment::stateOf(std::string_view stepId) const {
    return at(stepId).state;
}

Assessment assess(const lab::Lab& lab, std::map<std::string, Observed> nodes) {
    return Assessor(lab, std::move(nodes)).run();
}

}  // namespace podwire::plan
