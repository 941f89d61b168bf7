// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/host_key.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

#include "core/ssh/fingerprint.h"
#include "core/ssh/known_hosts.h"

namespace podwire::ssh {
namespace {

Key offeredKey(const Session& session) {
    ssh_key key = nullptr;
    return ssh_get_server_publickey(session.raw(), &key) == SSH_OK ? Key(key) : Key();
}

std::string listed(const std::vector<KnownKey>& keys) {
    std::string text;
    for (const KnownKey& key : keys) {
        text += (key.revoked ? "Revoked: " : "Known: ") + key.type + " " + key.fingerprint + " (" +
                key.where + ")\n";
    }
    return text;
}

tl::unexpected<Error> refuseChanged(const Target& target, const std::vector<KnownKey>& keys,
                                    const std::string& offered) {
    const std::string where = keys.empty() ? "known_hosts" : keys.front().where;
    return fail(ErrorKind::HostKey, "the host key of " + target.node + " has changed: not connected",
                listed(keys) + "Offered: " + offered,
                "Somebody may be in between, or the node was made anew. If you know that it was, remove its "
                "line for " +
                    target.knownAs + ": " + where);
}

tl::unexpected<Error> refuseRevoked(const Target& target, const KnownKey& key, const std::string& offered) {
    return fail(ErrorKind::HostKey, "the host key of " + target.node + " is revoked: not connected",
                listed({key}) + "Offered: " + offered, "Give the node a new host key.");
}

enum class Decision { Open, Accepted, Refused };

/// True if somebody accepted the key.
Result<bool> ask(const remote::HostKeyAsker& asker, remote::HostKeyQuestion question, Waiter& waiter) {
    if (!asker) {
        return false;
    }
    auto decision = std::make_shared<std::atomic<Decision>>(Decision::Open);
    const std::string node = question.node;
    asker(std::move(question), [decision, wake = waiter.waker()](bool accept) {
        *decision = accept ? Decision::Accepted : Decision::Refused;
        wake();
    });
    while (*decision == Decision::Open) {
        if (waiter.wait(-1, 0, kNever) == Woke::Stopped) {
            return fail(ErrorKind::Cancelled, "connecting to " + node + " was given up");
        }
    }
    return *decision == Decision::Accepted;
}

Result<void> remember(const Session& session, const std::string& knownHosts) {
    char* line = nullptr;
    if (ssh_session_export_known_hosts_entry(session.raw(), &line) != SSH_OK || line == nullptr) {
        return fail(ErrorKind::HostKey,
                    "the host key of " + session.target().node + " cannot be written down",
                    session.errorText());
    }
    const std::unique_ptr<char, void (*)(char*)> owner(line, &ssh_string_free_char);
    return appendKnownKey(knownHosts, line);
}

Result<void> askAndRemember(const Session& session, ssh_key key, const std::string& knownHosts,
                            const remote::HostKeyAsker& asker, Waiter& waiter) {
    const Target& target = session.target();
    const std::string print = fingerprint(key);
    auto accepted = ask(asker, {target.node, target.knownAs, keyType(key), print}, waiter);
    if (!accepted) {
        return fail(std::move(accepted.error()));
    }
    if (!*accepted) {
        return fail(ErrorKind::HostKey,
                    "the host key of " + target.node + " is not known and was not accepted",
                    "Offered: " + keyType(key) + " " + print,
                    "Compare it with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the node.");
    }
    return knownHosts.empty() ? Result<void>() : remember(session, knownHosts);
}

}  // namespace

Result<void> checkHostKey(const Session& session, const std::string& knownHosts,
                          const remote::HostKeyAsker& asker, Waiter& waiter) {
    const Target& target = session.target();
    const Key key = offeredKey(session);
    if (!key) {
        return fail(ErrorKind::HostKey, target.node + " showed no host key", session.errorText());
    }
    const std::string print = fingerprint(key.get());
    const std::string offered = keyType(key.get()) + " " + print;
    const std::vector<KnownKey> keys = readKnownKeys(knownHosts, target.knownAs);
    // libssh passes over the @revoked marker.
    const auto revoked = std::find_if(keys.begin(), keys.end(), [&](const KnownKey& known) {
        return known.revoked && known.fingerprint == print;
    });
    if (revoked != keys.end()) {
        return refuseRevoked(target, *revoked, offered);
    }
    switch (ssh_session_is_known_server(session.raw())) {
        case SSH_KNOWN_HOSTS_OK:
            return {};
        case SSH_KNOWN_HOSTS_UNKNOWN:
        case SSH_KNOWN_HOSTS_NOT_FOUND:
            return askAndRemember(session, key.get(), knownHosts, asker, waiter);
        case SSH_KNOWN_HOSTS_CHANGED:
        case SSH_KNOWN_HOSTS_OTHER:
            return refuseChanged(target, keys, offered);
        case SSH_KNOWN_HOSTS_ERROR:
            break;
    }
    return fail(ErrorKind::HostKey, "the host key of " + target.node + " cannot be checked",
                session.errorText());
}

}  // namespace podwire::ssh
