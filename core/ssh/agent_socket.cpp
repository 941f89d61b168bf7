// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/agent_socket.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstdlib>
#include <cstring>
#include <string_view>

namespace podwire::ssh {

UniqueFd connectAgent() {
    const char* path = std::getenv("SSH_AUTH_SOCK");
    const std::string_view name = path != nullptr ? path : "";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.empty() || name.size() >= sizeof(address.sun_path)) {
        return {};
    }
    std::memcpy(address.sun_path, name.data(), name.size());
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (!fd || ::connect(fd.get(), generic, sizeof(address)) != 0) {
        return {};
    }
    return fd;
}

AgentWatch::AgentWatch(int agent, TimePoint deadline, const Waiter& waiter)
    : agent_(::fcntl(agent, F_DUPFD_CLOEXEC, 0)),
      thread_([this, deadline, &waiter] { watch(deadline, waiter); }) {}

AgentWatch::~AgentWatch() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void AgentWatch::watch(TimePoint deadline, const Waiter& waiter) {
    std::unique_lock lock(mutex_);
    while (!over_ && !waiter.stopped() && Clock::now() < deadline) {
        changed_.wait_for(lock, Milliseconds(50));
    }
    if (!over_) {
        ::shutdown(agent_.get(), SHUT_RDWR);
    }
}

}  // namespace podwire::ssh
