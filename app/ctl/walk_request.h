// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/walk/predict.h"

namespace podwire::ctl {

/// --from NODE[/POD] and --to ADDRESS:PORT of `explain` and `trace`. InvalidInput when one is missing or is
/// no such, and for a name instead of an address.
Result<walk::Request> walkRequestOf(const Options& options);

/// Reports that the lab has no such place, with those that it has; the exit status.
int reportNoPlace(const walk::World& world, const walk::Request& request);

}  // namespace podwire::ctl
