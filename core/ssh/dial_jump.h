// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/ssh/clock.h"
#include "core/ssh/target.h"
#include "core/ssh/unique_fd.h"

namespace podwire::ssh {

/// The OpenSSH command that brings the target's port here by way of its jump hosts; it never asks anything.
std::vector<std::string> jumpCommand(const Target& target, Milliseconds patience);

/// A non-blocking stream socket to the target's sshd with that command at its other end. Keys, the agent and
/// host keys of the jump hosts are OpenSSH's business; those of the target stay ours. Comes back at once:
/// whether the way exists shows when the peer speaks. `complaints` takes what the command says.
Result<UniqueFd> dialByJump(const Target& target, Milliseconds patience, UniqueFd& complaints);

/// What the command has said so far.
std::string readComplaints(const UniqueFd& complaints);

}  // namespace podwire::ssh
