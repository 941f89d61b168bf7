// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "core/plan/plan.h"
#include "core/plan/sharing.h"

namespace podwire::plan {

/// What is missing of a step, as commands, and what has drifted put right. `removed` are keys of resources
/// that earlier stages take away, `added` those that they bring; the step's own are added to it.
Stage makeApplyStage(const lab::Step& step, const Assessment& assessment, const Sharers& sharers,
                     const std::set<std::string>& removed, std::set<std::string>& added);

}  // namespace podwire::plan
