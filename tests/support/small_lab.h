// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/lab/lab.h"
#include "core/plan/assessment.h"

namespace podwire::test {

/// A lab of two parts with plain data, for tests that need no nodes:
///   overview: overview.read (a page)
///   service:  service.rules (two rules on node1, one prediction, a failing check before and one after, two
///   hints),
///             service.route (a route on node2, shared), service.extra (optional)
lab::Lab smallLab();

/// An assessment of smallLab() in which these steps are in these states, their resources to match; others are
/// absent.
plan::Assessment assessmentOf(const lab::Lab& lab, const std::map<std::string, plan::StepState>& states);

}  // namespace podwire::test
