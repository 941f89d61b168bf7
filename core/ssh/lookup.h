// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/ssh/waiter.h"

namespace podwire::ssh {

struct Address {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    [[nodiscard]] int family() const { return storage.ss_family; }
};

/// The addresses of a host name, in the system's order of preference. getaddrinfo(3) cannot be interrupted:
/// it runs on a thread that is left alone when the deadline passes. Unreachable says why; Cancelled when the
/// waiter was stopped.
Result<std::vector<Address>> lookUp(const std::string& host, std::uint16_t port, TimePoint deadline,
                                    Waiter& waiter);

}  // namespace podwire::ssh
