// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/remote/endpoint.h"
#include "core/remote/shell.h"

namespace podwire::ssh {

/// A Shell over one SSH connection, driven by a thread of its own. Destroying it ends all its commands (as
/// Cancelled) and waits for the thread. `asker` may be empty: unknown host keys are then refused.
std::unique_ptr<remote::Shell> makeShell(remote::Endpoint endpoint, remote::HostKeyAsker asker = {});

}  // namespace podwire::ssh
