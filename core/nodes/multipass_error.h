// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/nodes/process.h"

namespace podwire::nodes {

/// Why a `multipass` command did not do what it was asked to, from its ending and the texts of Multipass 1.13
/// to 1.16. `what` says what was tried: "pw-podwire-node1 cannot be launched". `result` must not have
/// succeeded. The kinds: NotFound (no such program, instance, image or network), Permission (its socket, or
/// not authenticated), Unreachable (no daemon, no image server), Conflict (the instance exists, or is being
/// worked on), Unsupported (no virtualisation), Timeout, Cancelled, else CommandFailed.
Error multipassError(const std::string& what, const ProcessResult& result);

/// The client gave up waiting, but the daemon may well go on and the instance come up: `launch` and `start`.
bool mayStillComeUp(const ProcessResult& result);

}  // namespace podwire::nodes
