// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/plan/assessment.h"

/// From what is there to what is asked for: the exact commands. Pure.
namespace podwire::plan {

/// What somebody asked for.
struct Request {
    enum class Verb {
        Apply,  ///< these steps are applied; what they need comes along
        Undo,   ///< these steps are absent; what cannot stand without them goes along
        GoTo,   ///< up to and including steps.front() all is applied, everything after it is absent
        Ready,  ///< all before steps.front(), and what it needs, is applied; it and everything after it is
                ///< absent
        Reset,  ///< every step is absent; names none
    };
    Verb verb = Verb::Apply;
    std::vector<std::string> steps;  ///< ids; GoTo and Ready take one
};

/// One command on one node.
struct Action {
    enum class Kind { Apply, Undo, Repair, Forget };
    Kind kind = Kind::Apply;
    std::string step;
    std::string node;
    std::string command;  ///< to the letter
    std::string why;      ///< the author's or the planner's remark, may be empty
    std::string
        before;  ///< shell text for the node's note-keeping around the command; no effect on the lab's state
    std::string after;
    const lab::Resource* resource = nullptr;  ///< none for Forget, see attempts.h
};

/// What happens for one step. The nodes run side by side, each its own actions in the order of the stages.
struct Stage {
    std::string step;
    bool undo = false;
    std::vector<Action> actions;
};

/// Something that an undo leaves in place, and for whom.
struct Kept {
    std::string step;
    const lab::Resource* resource = nullptr;
    std::vector<std::string> wantedBy;
};

struct Plan {
    std::vector<Stage> stages;
    std::vector<Kept> kept;
    std::vector<std::string>
        broughtAlong;  ///< steps that were not named in the request but have to change as well
    [[nodiscard]] bool isEmpty() const;  ///< nothing to run: all is as asked
    [[nodiscard]] std::size_t actionCount() const;
    [[nodiscard]] std::vector<std::string> nodes() const;  ///< that have something to run
};

/// The plan for a request. NotFound for an unknown step id (with the nearest known one in the hint);
/// Unreachable when a node that matters was not read; InvalidInput when the request contradicts itself.
Result<Plan> makePlan(const lab::Lab& lab, const Assessment& assessment, const Request& request);

}  // namespace podwire::plan
