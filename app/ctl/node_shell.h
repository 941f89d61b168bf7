// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/ctl/options.h"
#include "core/remote/shell.h"

namespace podwire::ctl {

/// A Shell on one node of the running lab. InvalidInput for a node that the lab does not have.
Result<std::unique_ptr<remote::Shell>> nodeShell(const Options& options, const std::string& node);

}  // namespace podwire::ctl
