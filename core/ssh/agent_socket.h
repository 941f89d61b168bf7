// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/ssh/clock.h"
#include "core/ssh/unique_fd.h"
#include "core/ssh/waiter.h"

namespace podwire::ssh {

/// A connection to the user's ssh-agent (environ(7): SSH_AUTH_SOCK); none when there is no agent.
UniqueFd connectAgent();

/// libssh talks to the agent with blocking calls, and an agent may ask its user first. While a watch lives,
/// it breaks the agent's connection off at the deadline and when the Shell is being destroyed.
class AgentWatch {
public:
    AgentWatch(int agent, TimePoint deadline, const Waiter& waiter);
    ~AgentWatch();
    AgentWatch(const AgentWatch&) = delete;
    AgentWatch& operator=(const AgentWatch&) = delete;

private:
    void watch(TimePoint deadline, const Waiter& waiter);

    UniqueFd agent_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool over_ = false;
    std::thread thread_;
};

}  // namespace podwire::ssh
