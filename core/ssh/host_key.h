// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/remote/endpoint.h"
#include "core/ssh/session.h"
#include "core/ssh/waiter.h"

namespace podwire::ssh {

/// Decides whether the key that the peer showed is the node's: known is fine, unknown is asked about and
/// remembered, changed or revoked is refused with the evidence. HostKey when refused; Cancelled when the
/// waiter was stopped.
Result<void> checkHostKey(const Session& session, const std::string& knownHosts,
                          const remote::HostKeyAsker& asker, Waiter& waiter);

}  // namespace podwire::ssh
