// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libssh/libssh.h>

#include <memory>
#include <string>

namespace podwire::ssh {

struct FreeKey {
    void operator()(ssh_key key) const { ssh_key_free(key); }
};
using Key = std::unique_ptr<ssh_key_struct, FreeKey>;

/// "SHA256:..." as ssh-keygen -l prints it; empty when the key is broken.
std::string fingerprint(ssh_key key);
/// "ssh-ed25519", "ecdsa-sha2-nistp256", ...
std::string keyType(ssh_key key);

}  // namespace podwire::ssh
