// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/identity.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace podwire::ssh {
namespace {

/// libssh asks for a passphrase only when the key needs one.
int noteThatItIsEncrypted(const char*, char*, std::size_t, int, int, void* encrypted) {
    *static_cast<bool*>(encrypted) = true;
    return -1;
}

}  // namespace

Result<Key> loadIdentity(const std::string& path) {
    if (::access(path.c_str(), R_OK) != 0) {
        return fail(ErrorKind::NotFound, path + ": " + ::strerrordesc_np(errno));
    }
    bool encrypted = false;
    ssh_key key = nullptr;
    if (ssh_pki_import_privkey_file(path.c_str(), nullptr, &noteThatItIsEncrypted, &encrypted, &key) ==
        SSH_OK) {
        return Key(key);
    }
    if (encrypted) {
        return fail(ErrorKind::Authentication,
                    path + ": has a passphrase; load it into the agent with ssh-add");
    }
    return fail(ErrorKind::Authentication, path + ": is not a private key that can be read");
}

}  // namespace podwire::ssh
