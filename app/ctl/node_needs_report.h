// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"
#include "core/nodes/running_lab.h"

namespace podwire::ctl {

/// Looks whether the lab's nodes have what the chapter needs, says what is missing, and installs it when
/// Options::yes is set. The exit status: kFailed when something is missing then.
int prepareNodes(const Options& options, const nodes::RunningLab& lab);

}  // namespace podwire::ctl
