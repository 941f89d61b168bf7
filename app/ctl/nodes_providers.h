// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/ctl/options.h"

/// `podwirectl nodes up|down|status`, by provider. Each returns the exit status.
namespace podwire::ctl {

int localNodes(const Options& options, const std::string& verb);
int inventoryNodes(const Options& options, const std::string& verb);
int multipassNodes(const Options& options, const std::string& verb);

}  // namespace podwire::ctl
