// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace podwire::nodes {

/// What an instance says of itself, by way of Multipass and so by a way that needs no host key.
struct InstanceFacts {
    std::vector<std::string> hostKeys;  ///< "ssh-ed25519 AAAA...", without the comment
    struct Address {
        std::string interface;
        std::string address;  ///< without the prefix length
    };
    std::vector<Address> addresses;

    /// "ens3" for the address that it has; empty when none has it.
    [[nodiscard]] std::string interfaceOf(const std::string& address) const;
};

/// The command that prints them, when cloud-init is done; it also lets Podwire's key in if nobody has yet.
std::vector<std::string> factsCommand(const std::string& publicKey);

/// InvalidInput when there is no host key or no address in the command's output.
Result<InstanceFacts> parseFacts(const std::string& instance, const std::string& output);

}  // namespace podwire::nodes
