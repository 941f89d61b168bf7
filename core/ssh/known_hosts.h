// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace podwire::ssh {

/// A line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT) that speaks of one host.
struct KnownKey {
    std::string where;        ///< "/path/known_hosts:3"
    std::string type;         ///< "ssh-ed25519"
    std::string fingerprint;  ///< "SHA256:..."
    bool revoked = false;
};

/// The keys that the file holds for `host`, hashed and wildcard entries included. An absent file holds none.
std::vector<KnownKey> readKnownKeys(const std::string& path, const std::string& host);

/// Appends a line. Makes the file with mode 0600, and its directory with 0700, if they are not there.
Result<void> appendKnownKey(const std::string& path, const std::string& line);

}  // namespace podwire::ssh
