// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plan/assessment.h"

namespace podwire::plan {

/// Whether one resource is there. Fills presence, copies and found; order among rules is a matter of the
/// whole step.
ResourceStatus findResource(const lab::Resource& resource, const Observed& node);

/// The rules of the tool that the resource's command uses; nullptr when that tool keeps none.
const netfilter::Ruleset* rulesetFor(const lab::IptablesRule& rule, const Observed& node);

/// 0-based places in its chain at which the rule stands.
std::vector<size_t> placesOf(const lab::IptablesRule& rule, const Observed& node);

/// The chain that the rule belongs to, as it is on the node; nullptr when there is none.
const netfilter::Chain* chainOf(const lab::IptablesRule& rule, const Observed& node);

}  // namespace podwire::plan
