// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace podwire::remote {

struct TcpAddress {
    std::string host;
    std::uint16_t port = 22;
};

/// A Unix stream socket behind which an sshd answers (sshd -i).
struct UnixAddress {
    std::string path;  ///< at most 107 bytes, unix(7)
};

/// Hosts on the way to a node, as `ssh -J` takes them.
struct Jump {
    std::string hosts;  ///< "[user@]host[:port]", several with commas between, the nearest first; empty: none
    std::string sshConfig;  ///< an OpenSSH client configuration for them; empty: the user's own
};

/// How to reach a node's sshd and who we are there. Holds no secret: keys are named by file.
struct Endpoint {
    std::string name;  ///< the node's name for people, e.g. "node1"
    std::variant<TcpAddress, UnixAddress> address;
    Jump jump;                 ///< for TCP
    std::string hostKeyAlias;  ///< the name in known_hosts; empty: the TCP host
    std::string user = "ubuntu";
    std::vector<std::string> identities;  ///< private key files, tried in order
    bool useAgent = true;                 ///< after the files, if $SSH_AUTH_SOCK is set
    std::string knownHosts;               ///< file that is read and, when a key is accepted, appended to
    std::string sshConfig;                ///< an OpenSSH client configuration to honour; empty: none
    std::chrono::milliseconds connectDeadline{8'000};
    std::chrono::milliseconds keepalive{
        5'000};  ///< a dead peer is noticed within about three of these; 0: never
};

/// A host key that known_hosts does not hold.
struct HostKeyQuestion {
    std::string node;
    std::string hostKeyAlias;
    std::string keyType;      ///< "ssh-ed25519"
    std::string fingerprint;  ///< "SHA256:..."
};

/// Decides about an unknown host key. Called on the Shell's thread; answer once, from any thread, when
/// somebody has decided. A changed key is never asked about: it is refused.
using HostKeyAsker = std::function<void(HostKeyQuestion, std::function<void(bool accept)> answer)>;

}  // namespace podwire::remote
