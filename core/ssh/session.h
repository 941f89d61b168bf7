// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/remote/endpoint.h"
#include "core/ssh/target.h"
#include "core/ssh/unique_fd.h"

namespace podwire::ssh {

/// A libssh session in non-blocking mode over a socket of ours. libssh wants one thread per session: every
/// member, and everything done with raw(), belongs to the thread that made it. Never call into a session from
/// one of its callbacks.
class Session {
public:
    /// Reads the endpoint's OpenSSH configuration, if it names one, and fixes whom to talk to.
    static Result<std::unique_ptr<Session>> make(const remote::Endpoint& endpoint);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] const Target& target() const { return target_; }
    [[nodiscard]] ssh_session raw() const { return raw_.get(); }

    /// Takes over the connected socket that SSH will be spoken on.
    void use(UniqueFd socket);
    [[nodiscard]] int fd() const { return socket_.get(); }
    /// The poll(2) events that the session waits for.
    [[nodiscard]] short events() const;
    /// After authentication: from now on pump() does the reading.
    void attach();
    /// Handles what has arrived and writes what is due; callbacks of the channels run inside. Never blocks.
    void pump();
    [[nodiscard]] bool alive() const { return ssh_is_connected(raw_.get()) != 0; }
    /// What libssh says went wrong last.
    [[nodiscard]] std::string errorText() const { return ssh_get_error(raw_.get()); }
    /// Packets received so far: grows as long as the peer lives.
    [[nodiscard]] std::uint64_t packetsHeard() const { return heard_.in_packets; }

private:
    struct Free {
        void operator()(ssh_session session) const { ssh_free(session); }
        void operator()(ssh_event event) const { ssh_event_free(event); }
    };

    Session(const remote::Endpoint& endpoint, ssh_session raw);
    Result<void> applyOptions(const remote::Endpoint& endpoint);
    Result<void> applyConfig(const remote::Endpoint& endpoint);

    Target target_;
    UniqueFd socket_;  // libssh leaves a socket that it was given open, and it must outlive the session
    ssh_counter_struct heard_{};
    std::unique_ptr<ssh_session_struct, Free> raw_;
    std::unique_ptr<ssh_event_struct, Free> event_;
};

}  // namespace podwire::ssh
