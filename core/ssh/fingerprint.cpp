// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/fingerprint.h"

namespace podwire::ssh {

std::string fingerprint(ssh_key key) {
    unsigned char* hash = nullptr;
    std::size_t length = 0;
    if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &length) != SSH_OK) {
        return {};
    }
    const std::unique_ptr<unsigned char*, void (*)(unsigned char**)> hashOwner(&hash, &ssh_clean_pubkey_hash);
    const std::unique_ptr<char, void (*)(char*)> text(
        ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash, length), &ssh_string_free_char);
    return text ? text.get() : std::string();
}

std::string keyType(ssh_key key) {
    const ssh_keytypes_e type = ssh_key_type(key);
    const bool curve =
        type == SSH_KEYTYPE_ECDSA_P256 || type == SSH_KEYTYPE_ECDSA_P384 || type == SSH_KEYTYPE_ECDSA_P521;
    const char* name = curve ? ssh_pki_key_ecdsa_name(key) : ssh_key_type_to_char(type);
    return name != nullptr ? name : "unknown";
}

}  // namespace podwire::ssh
