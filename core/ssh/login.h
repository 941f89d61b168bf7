// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/remote/endpoint.h"
#include "core/ssh/session.h"
#include "core/ssh/waiter.h"

namespace podwire::ssh {

/// An authenticated session, within the endpoint's connectDeadline; the time that somebody takes to answer
/// about a host key does not count. Unreachable, HostKey, Authentication, or Cancelled when the waiter was
/// stopped.
Result<std::unique_ptr<Session>> logIn(const remote::Endpoint& endpoint, const remote::HostKeyAsker& asker,
                                       Waiter& waiter);

}  // namespace podwire::ssh
