// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/session/lab_session.h"

namespace podwire::ctl {

/// Carries a request out and waits. Nothing is printed.
session::RunReport carryOut(session::LabSession& session, const plan::Request& request,
                            std::vector<session::CommandReport>* commands);

/// Carries a request out, prints what ran and returns the exit status.
int changeNodes(session::LabSession& session, const plan::Request& request, const Options& options);

/// What a plan would run.
void showPlan(const plan::Plan& plan, bool json);

}  // namespace podwire::ctl
