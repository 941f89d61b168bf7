// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/netfilter/tally.h"

namespace podwire::models {

/// Packets per second that pass the chain: each ends at a rule that ends the walk, or at the policy.
double passing(const netfilter::TalliedChain& chain);

}  // namespace podwire::models
