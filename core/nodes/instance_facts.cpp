// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/instance_facts.h"

#include <sstream>

namespace podwire::nodes {
namespace {

constexpr const char* kScript = R"sh(cloud-init status --wait >/dev/null 2>&1
umask 077
mkdir -p ~/.ssh
grep -qxF -- "$1" ~/.ssh/authorized_keys 2>/dev/null || printf '%s\n' "$1" >>~/.ssh/authorized_keys
cat /etc/ssh/ssh_host_*_key.pub && ip -o -4 addr show scope global)sh";

bool isKeyType(const std::string& word) {
    return word.starts_with("ssh-") || word.starts_with("ecdsa-sha2-");
}

}  // namespace

std::string InstanceFacts::interfaceOf(const std::string& address) const {
    for (const Address& one : addresses) {
        if (one.address == address) {
            return one.interface;
        }
    }
    return {};
}

std::vector<std::string> factsCommand(const std::string& publicKey) {
    return {"sh", "-c", kScript, "sh", publicKey};
}

Result<InstanceFacts> parseFacts(const std::string& instance, const std::string& output) {
    InstanceFacts facts;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first;
        std::string second;
        std::string family;
        std::string address;
        words >> first >> second >> family >> address;
        if (isKeyType(first) && !second.empty()) {
            facts.hostKeys.push_back(first + " " + second);
        } else if (first.ends_with(':') && family == "inet") {
            facts.addresses.push_back({second, address.substr(0, address.find('/'))});
        }
    }
    if (facts.hostKeys.empty() || facts.addresses.empty()) {
        return fail(ErrorKind::InvalidInput,
                    instance + " does not tell its " + (facts.hostKeys.empty() ? "host keys" : "addresses"),
                    output, "Look inside: multipass shell " + instance);
    }
    return facts;
}

}  // namespace podwire::nodes
