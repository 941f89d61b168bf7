// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/lab.h"
#include "core/plan/observed.h"

/// What of the lab is there, from what was read on the nodes and nothing else.
namespace podwire::plan {

enum class Presence {
    Unknown,  ///< its node was not read
    Absent,
    Present,
    Drifted,  ///< there, but not as the lab wants it: twice, in the wrong order, another content
};

enum class StepState {
    Unknown,  ///< one of its nodes was not read
    Absent,
    Partial,  ///< some of its resources are there
    Applied,
    Drifted,
};

std::string_view toString(StepState state);  ///< "absent", "partial", "applied", "drifted", "unknown"

struct ResourceStatus {
    const lab::Resource* resource = nullptr;
    Presence presence = Presence::Unknown;
    int copies = 0;                       ///< how often a rule stands in its chain
    bool inOrder = true;                  ///< false: a rule that stands before another that should come first
    std::string found;                    ///< for Drifted: what is there instead, as a sentence
    std::vector<std::string> sharedWith;  ///< other steps that want the same resource
};

struct StepStatus {
    std::string id;
    StepState state = StepState::Unknown;
    std::vector<ResourceStatus> resources;  ///< as in Step::apply
    [[nodiscard]] int presentCount() const;
};

/// By step id. Points into the lab that it was made from.
struct Assessment {
    std::map<std::string, StepStatus, std::less<>> steps;
    std::map<std::string, Observed> nodes;  ///< those that were read
    [[nodiscard]] const StepStatus& at(std::string_view stepId) const;
    [[nodiscard]] StepState stateOf(std::string_view stepId) const;
};

/// Steps without resources are Applied when all earlier steps that they need are (transitively), else Absent.
Assessment assess(const lab::Lab& lab, std::map<std::string, Observed> nodes);

}  // namespace podwire::plan
