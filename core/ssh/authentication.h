// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/ssh/session.h"
#include "core/ssh/waiter.h"

namespace podwire::ssh {

/// Proves to the node who we are: the identity files in their order, then the agent, since sshd breaks off
/// after a few keys (MaxAuthTries) and an agent may hold many. Authentication when nothing was taken, with
/// what was tried.
class Authentication {
public:
    Authentication(const Session& session, bool useAgent, TimePoint deadline, Waiter& waiter)
        : session_(session), useAgent_(useAgent), deadline_(deadline), waiter_(waiter) {}

    Result<void> run();

private:
    /// What came of one way to authenticate: in, or not; an Error ends the whole attempt.
    Result<bool> tryNone();
    Result<bool> tryIdentity(const std::string& path);
    Result<bool> tryAgent();
    /// Repeats a non-blocking libssh call until it is decided.
    Result<bool> settle(const std::function<int()>& call, const std::string& what);
    Result<bool> noteRefusal(int answer, const std::string& what);
    [[nodiscard]] Error refused() const;

    const Session& session_;
    bool useAgent_;
    TimePoint deadline_;
    Waiter& waiter_;
    std::vector<std::string> tried_;
};

}  // namespace podwire::ssh
