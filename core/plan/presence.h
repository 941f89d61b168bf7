// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/assessment.h"

namespace podwire::plan {

/// Whether one resource is there. Fills presence, copies and found; order among rules is a matter of the
/// whole step.
ResourceStatus findResource(const lab::Resource& resource, const Observed& node);

/// The rules of the resource's namespace and of the tool that its command uses; nullptr when there are none.
/// For an IptablesRule.
const netfilter::Ruleset* rulesetFor(const lab::Resource& rule, const Observed& node);

/// 0-based places in its chain at which the rule stands. For an IptablesRule.
std::vector<size_t> placesOf(const lab::Resource& rule, const Observed& node);

/// The chain that the rule belongs to, as it is on the node; nullptr when there is none. For an IptablesRule.
const netfilter::Chain* chainOf(const lab::Resource& rule, const Observed& node);

}  // namespace podwire::plan
