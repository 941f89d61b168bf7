// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/goal.h"

#include <algorithm>

#include "core/base/nearest.h"

namespace podwire::plan {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

class GoalMaker {
public:
    GoalMaker(const lab::Lab& lab, const Assessment& assessment, const Request& request)
        : lab_(lab), assessment_(assessment), request_(request), steps_(lab.steps()) {}

    Result<Goal> run() {
        if (auto closed = close(); !closed) {
            return fail(closed.error());
        }
        return collect();
    }

    Result<std::set<std::string>> nodes() {
        if (auto closed = close(); !closed) {
            return fail(closed.error());
        }
        std::set<std::string> names;
        for (const lab::Step* step : steps_) {
            if (goal_.wanted.count(step->id) + goal_.unwanted.count(step->id) > 0) {
                for (const lab::Resource& resource : step->apply) {
                    names.insert(resource.node);
                }
            }
        }
        return names;
    }

private:
    /// Fills wanted and unwanted.
    Result<void> close() {
        for (const std::string& id : request_.steps) {
            if (lab_.find(id) == nullptr) {
                return unknown(id);
            }
        }
        if (wantsAPlace() && request_.steps.size() != 1) {
            return fail(ErrorKind::InvalidInput, "One step has to be named", {},
                        "`podwirectl steps` lists all steps.");
        }
        name();
        for (const std::string& id : goal_.wanted) {
            named_.insert(id);
        }
        named_.insert(goal_.unwanted.begin(), goal_.unwanted.end());
        const std::set<std::string> asked = goal_.wanted;
        for (const std::string& id : asked) {
            need(*lab_.find(id));
        }
        if (request_.verb == Request::Verb::Ready) {
            need(*lab_.find(request_.steps.front()));
        }
        if (auto clash = makeRoom(); !clash) {
            return fail(clash.error());
        }
        dropDependents();
        return {};
    }

    /// Whether the request is about a place in the lab's order.
    [[nodiscard]] bool wantsAPlace() const {
        return request_.verb == Request::Verb::GoTo || request_.verb == Request::Verb::Ready;
    }

    tl::unexpected<Error> unknown(const std::string& id) const {
        std::vector<std::string> ids;
        for (const lab::Step* step : steps_) {
            ids.push_back(step->id);
        }
        const std::string near = nearest(id, ids);
        return fail(ErrorKind::NotFound, "There is no step '" + id + "' in lab " + lab_.id, {},
                    near.empty() ? "`podwirectl steps` lists all steps." : "Did you mean " + near + "?");
    }

    void name() {
        switch (request_.verb) {
            case Request::Verb::Apply:
                goal_.wanted.insert(request_.steps.begin(), request_.steps.end());
                break;
            case Request::Verb::Undo:
                goal_.unwanted.insert(request_.steps.begin(), request_.steps.end());
                break;
            case Request::Verb::GoTo:
                split(true);
                break;
            case Request::Verb::Ready:
                split(false);
                break;
            case Request::Verb::Reset:
                for (const lab::Step* step : steps_) {
                    goal_.unwanted.insert(step->id);
                }
                break;
        }
    }

    /// Wants what stands before the named step and nothing that comes after it. An optional step before it
    /// may be there or not.
    void split(bool withTarget) {
        const std::string& target = request_.steps.front();
        bool behind = false;
        for (const lab::Step* step : steps_) {
            const bool isTarget = step->id == target;
            if (behind || (isTarget && !withTarget)) {
                goal_.unwanted.insert(step->id);
            } else if (!step->optional || isTarget) {
                goal_.wanted.insert(step->id);
            }
            behind = behind || isTarget;
        }
    }

    void need(const lab::Step& step) {
        for (const std::string& id : step.needs) {
            goal_.wanted.insert(id);
            need(*lab_.find(id));
        }
    }

    /// Steps that cannot stand beside a wanted one have to go.
    Result<void> makeRoom() {
        for (const lab::Step* wanted : steps_) {
            for (const lab::Step* other : steps_) {
                const bool rivals =
                    contains(wanted->replaces, other->id) || contains(other->replaces, wanted->id);
                if (!rivals || goal_.wanted.count(wanted->id) == 0) {
                    continue;
                }
                if (auto settled = settle(*wanted, *other); !settled) {
                    return fail(settled.error());
                }
            }
        }
        return {};
    }

    /// Of two that are wanted by name one has to be chosen; on the way through the lab the later one replaces
    /// the earlier.
    Result<void> settle(const lab::Step& wanted, const lab::Step& rival) {
        if (goal_.wanted.count(rival.id) == 0) {
            goal_.unwanted.insert(rival.id);
            return {};
        }
        if (request_.verb == Request::Verb::Apply) {
            return fail(ErrorKind::InvalidInput,
                        wanted.id + " and " + rival.id + " cannot be applied side by side", {},
                        "Ask for one of them.");
        }
        const std::string& replaced = contains(wanted.replaces, rival.id) ? rival.id : wanted.id;
        goal_.wanted.erase(replaced);
        goal_.unwanted.insert(replaced);
        return {};
    }

    /// What needs a step that goes cannot stay; the steps come in order, so one pass is enough.
    void dropDependents() {
        for (const lab::Step* step : steps_) {
            const bool lacks =
                std::any_of(step->needs.begin(), step->needs.end(),
                            [this](const std::string& id) { return goal_.unwanted.count(id) > 0; });
            if (lacks && step->changesNodes()) {
                goal_.wanted.erase(step->id);
                goal_.unwanted.insert(step->id);
            }
        }
    }

    Result<Goal> collect() {
        for (const lab::Step* step : steps_) {
            const StepState state = assessment_.stateOf(step->id);
            const bool wanted = goal_.wanted.count(step->id) > 0;
            const bool unwanted = goal_.unwanted.count(step->id) > 0;
            if (!step->changesNodes() || (!wanted && !unwanted)) {
                continue;
            }
            if (state == StepState::Unknown) {
                return unread(*step);
            }
            if (wanted) {
                goal_.apply.push_back(step);
            } else {
                goal_.undo.insert(goal_.undo.begin(), step);
            }
            const bool changes = wanted ? state != StepState::Applied : state != StepState::Absent;
            if (changes && named_.count(step->id) == 0) {
                goal_.broughtAlong.push_back(step->id);
            }
        }
        return std::move(goal_);
    }

    tl::unexpected<Error> unread(const lab::Step& step) const {
        for (const lab::Resource& resource : step.apply) {
            if (assessment_.nodes.count(resource.node) == 0) {
                return fail(
                    ErrorKind::Unreachable, step.id + " needs " + resource.node + ", which was not read", {},
                    "podwirectl nodes status says whether it runs. `nodes up` starts a node of Podwire's; a "
                    "host of an inventory must be listed there and be reachable.");
            }
        }
        return fail(ErrorKind::Unreachable, "The state of " + step.id + " is not known");
    }

    const lab::Lab& lab_;
    const Assessment& assessment_;
    const Request& request_;
    std::vector<const lab::Step*> steps_;
    Goal goal_;
    std::set<std::string> named_;
};

}  // namespace

Result<Goal> makeGoal(const lab::Lab& lab, const Assessment& assessment, const Request& request) {
    return GoalMaker(lab, assessment, request).run();
}

Result<std::set<std::string>> nodesFor(const lab::Lab& lab, const Request& request) {
    const Assessment nothingRead;
    return GoalMaker(lab, nothingRead, request).nodes();
}

}  // namespace podwire::plan
