// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/plan/assessment.h"

/// What should be there on the nodes.
namespace podwire::doctor {

/// Steps that somebody names: they and what they need are taken as wanted, even if nothing of them is there.
struct Question {
    std::vector<std::string> steps;  ///< ids
    std::string to;                  ///< id: all steps up to it but optional ones; empty: none
};

/// The named steps, every step that was begun as far as the nodes tell (partial, applied, drifted, or there
/// in another form), and all that these need. Of two steps that cannot stand side by side the named one
/// counts, else the one that is whole, else the later one. NotFound for an unknown id.
Result<std::set<std::string>> wantedSteps(const lab::Lab& lab, const plan::Assessment& assessment,
                                          const Question& question);

/// The lab as it is when these steps are applied and nothing else: states by step, without resources.
plan::Assessment idealOf(const lab::Lab& lab, const std::set<std::string>& wanted);

}  // namespace podwire::doctor
