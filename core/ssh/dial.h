// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ssh/target.h"
#include "core/ssh/unique_fd.h"
#include "core/ssh/waiter.h"

namespace podwire::ssh {

/// A connected, non-blocking stream socket to the target's sshd; Unreachable when there is none by the
/// deadline, Cancelled when the waiter was stopped.
Result<UniqueFd> dial(const Target& target, Milliseconds keepalive, TimePoint deadline, Waiter& waiter);

/// "node1 does not answer: <why> (<place>)".
Error unreachable(const Target& target, const std::string& why, std::string hint = {});

}  // namespace podwire::ssh
