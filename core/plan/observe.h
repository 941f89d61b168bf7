// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/lab/lab.h"
#include "core/plan/observed.h"

/// Reading a node's whole state with one command. Pure: the script as text, and the answer parsed.
namespace podwire::plan {

/// The script that prints what the lab's resources on `node` need to be found. For bash, run as the login
/// user, who may use `sudo -n`. It changes nothing; its own commands run side by side.
std::string observeScript(const lab::Lab& lab, const std::string& node);

/// Parses what observeScript printed. Missing or unreadable sections are errors that name the node and the
/// command.
Result<Observed> parseObserved(const std::string& node, std::string_view output);

}  // namespace podwire::plan
