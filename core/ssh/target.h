// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/remote/endpoint.h"

namespace podwire::ssh {

/// An Endpoint after the user's OpenSSH configuration had its say.
struct Target {
    std::string node;        ///< the name for people
    std::string socketPath;  ///< a Unix socket; empty: TCP
    std::string host;        ///< for TCP
    std::uint16_t port = 22;
    std::string jump;        ///< remote::Jump::hosts
    std::string jumpConfig;  ///< remote::Jump::sshConfig
    std::string user;
    std::string knownAs;  ///< the name in known_hosts, "[host]:port" for another port than 22
    std::vector<std::string> identities;

    /// "unix:/run/x.sock" or "10.0.0.1:22".
    [[nodiscard]] std::string place() const;
};

}  // namespace podwire::ssh
