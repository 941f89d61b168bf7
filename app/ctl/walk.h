// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/ctl/console.h"
#include "app/ctl/options.h"

namespace podwire::ctl {

/// Goes through the steps as a student does: the checks before, the commands, the checks after, one step at a
/// time; prints it all and, at the end, what was applied and proved. Stops at a step that fails; a check that
/// differs is counted.
int walk(Console& console, const std::vector<std::string>& steps, const Options& options);

}  // namespace podwire::ctl
