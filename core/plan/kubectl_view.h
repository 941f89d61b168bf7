// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/plan/assessment.h"

namespace podwire::plan {

/// True when every step of the part that changes nodes, optional ones aside, is applied.
bool isFinished(const lab::Part& part, const Assessment& assessment);

/// What `kubectl get svc,pods -o wide` would print of a cluster that has the part's manifest and the lab's
/// pods as they are on the nodes; empty for a part without a manifest. Ages are "<unknown>", as kubectl
/// writes what it was not told.
std::string kubectlView(const lab::Lab& lab, const lab::Part& part, const Assessment& assessment);

}  // namespace podwire::plan
