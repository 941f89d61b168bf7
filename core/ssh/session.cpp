// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/session.h"

#include <poll.h>

#include <cstdlib>
#include <utility>

namespace podwire::ssh {
namespace {

std::string option(ssh_session session, ssh_options_e which) {
    char* value = nullptr;
    if (ssh_options_get(session, which, &value) != SSH_OK || value == nullptr) {
        return {};
    }
    const std::unique_ptr<char, void (*)(char*)> owner(value, &ssh_string_free_char);
    return value;
}

Target targetOf(const remote::Endpoint& endpoint) {
    Target target;
    target.node = endpoint.name;
    target.user = endpoint.user;
    target.identities = endpoint.identities;
    target.knownAs = endpoint.hostKeyAlias;
    if (const auto* local = std::get_if<remote::UnixAddress>(&endpoint.address)) {
        target.socketPath = local->path;
    } else {
        const auto& tcp = std::get<remote::TcpAddress>(endpoint.address);
        target.host = tcp.host;
        target.port = tcp.port;
        target.jump = endpoint.jump.hosts;
        target.jumpConfig = endpoint.jump.sshConfig;
    }
    return target;
}

/// ssh_config(5) lets a path begin with ~ or %d.
std::string withHome(const std::string& path) {
    const char* home = std::getenv("HOME");
    if (home != nullptr && path.starts_with("~/")) {
        return home + path.substr(1);
    }
    if (home != nullptr && path.starts_with("%d/")) {
        return home + path.substr(2);
    }
    return path;
}

/// As OpenSSH writes a host without an alias into known_hosts.
std::string knownName(const Target& target) {
    if (target.host.empty()) {
        return target.node;
    }
    return target.port == 22 ? target.host : "[" + target.host + "]:" + std::to_string(target.port);
}

}  // namespace

Session::Session(const remote::Endpoint& endpoint, ssh_session raw)
    : target_(targetOf(endpoint)), raw_(raw) {}

Session::~Session() {
    if (event_) {
        ssh_event_remove_session(event_.get(), raw_.get());
    }
    if (alive()) {
        ssh_disconnect(raw_.get());
    }
}

Result<std::unique_ptr<Session>> Session::make(const remote::Endpoint& endpoint) {
    ssh_session raw = ssh_new();
    if (raw == nullptr) {
        return fail(ErrorKind::Unsupported, "libssh could not make a session");
    }
    std::unique_ptr<Session> session(new Session(endpoint, raw));
    if (auto read = session->applyConfig(endpoint); !read) {
        return fail(std::move(read.error()));
    }
    if (session->target_.knownAs.empty()) {
        session->target_.knownAs = knownName(session->target_);
    }
    if (auto applied = session->applyOptions(endpoint); !applied) {
        return fail(std::move(applied.error()));
    }
    return session;
}

/// The configuration fills in what the endpoint leaves open: HostName, Port, User and IdentityFile.
Result<void> Session::applyConfig(const remote::Endpoint& endpoint) {
    // Otherwise libssh reads ~/.ssh/config by itself and obeys a StrictHostKeyChecking=no in there.
    const bool off = false;
    ssh_options_set(raw(), SSH_OPTIONS_PROCESS_CONFIG, &off);
    if (endpoint.sshConfig.empty()) {
        return {};
    }
    const std::string name = target_.host.empty() ? target_.node : target_.host;
    ssh_options_set(raw(), SSH_OPTIONS_HOST, name.c_str());
    const std::string before = option(raw(), SSH_OPTIONS_IDENTITY);
    if (ssh_options_parse_config(raw(), endpoint.sshConfig.c_str()) != SSH_OK) {
        return fail(ErrorKind::InvalidInput,
                    "the SSH configuration " + endpoint.sshConfig + " cannot be used", errorText());
    }
    if (!target_.host.empty()) {
        target_.host = option(raw(), SSH_OPTIONS_HOST);
        unsigned int port = 0;
        if (target_.port == 22 && ssh_options_get_port(raw(), &port) == SSH_OK && port != 0 &&
            port <= 65535) {
            target_.port = static_cast<std::uint16_t>(port);
        }
    }
    if (target_.user.empty()) {
        target_.user = option(raw(), SSH_OPTIONS_USER);
    }
    const std::string identity = option(raw(), SSH_OPTIONS_IDENTITY);
    if (!identity.empty() && identity != before) {
        target_.identities.push_back(withHome(identity));
    }
    return {};
}

Result<void> Session::applyOptions(const remote::Endpoint& endpoint) {
    // What host keys are looked up by; the socket itself is ours. An alias stands without a port, as in
    // OpenSSH.
    const bool aliased = !endpoint.hostKeyAlias.empty() || target_.host.empty();
    const std::string host = aliased ? target_.knownAs : target_.host;
    const unsigned int port = aliased ? 22 : target_.port;
    const int strict = 1;
    const std::string knownHosts = endpoint.knownHosts.empty() ? "/dev/null" : endpoint.knownHosts;
    const bool set = ssh_options_set(raw(), SSH_OPTIONS_HOST, host.c_str()) == SSH_OK &&
                     ssh_options_set(raw(), SSH_OPTIONS_PORT, &port) == SSH_OK &&
                     ssh_options_set(raw(), SSH_OPTIONS_USER, target_.user.c_str()) == SSH_OK &&
                     ssh_options_set(raw(), SSH_OPTIONS_KNOWNHOSTS, knownHosts.c_str()) == SSH_OK &&
                     // A match in the global file would override a changed key in ours.
                     ssh_options_set(raw(), SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null") == SSH_OK &&
                     ssh_options_set(raw(), SSH_OPTIONS_STRICTHOSTKEYCHECK, &strict) == SSH_OK;
    if (!set) {
        return fail(ErrorKind::InvalidInput, "the address of " + target_.node + " cannot be used",
                    errorText());
    }
    return {};
}

void Session::use(UniqueFd socket) {
    socket_ = std::move(socket);
    const int fd = socket_.get();
    ssh_options_set(raw(), SSH_OPTIONS_FD, &fd);
    ssh_set_blocking(raw(), 0);
    ssh_set_counters(raw(), nullptr, &heard_);
}

short Session::events() const {
    const bool writing = (ssh_get_poll_flags(raw()) & SSH_WRITE_PENDING) != 0;
    return static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN);
}

void Session::attach() {
    event_.reset(ssh_event_new());
    ssh_event_add_session(event_.get(), raw());
}

void Session::pump() {
    // One turn handles one buffer full. The bound lets commands and deadlines have their turn under a flood.
    for (int turn = 0; turn < 64 && alive(); ++turn) {
        if (ssh_event_dopoll(event_.get(), 0) != SSH_OK) {
            return;
        }
    }
}

}  // namespace podwire::ssh
