// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/plan/assessment.h"
#include "core/plan/plan.h"

namespace podwire::plan {

/// Which steps have to change for a request.
struct Goal {
    std::vector<const lab::Step*> undo;   ///< in the order in which to undo: last step first
    std::vector<const lab::Step*> apply;  ///< in the lab's order
    std::set<std::string> wanted;  ///< ids that the request wants applied, whether they have to change or not
    std::set<std::string> unwanted;  ///< ids that it wants absent
    std::vector<std::string> broughtAlong;
};

/// Closes the request over Step::needs and Step::replaces.
Result<Goal> makeGoal(const lab::Lab& lab, const Assessment& assessment, const Request& request);

/// The nodes that a request may concern, before anything was read.
Result<std::set<std::string>> nodesFor(const lab::Lab& lab, const Request& request);

}  // namespace podwire::plan
