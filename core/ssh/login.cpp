// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/login.h"

#include <fcntl.h>

#include <utility>

#include "core/ssh/authentication.h"
#include "core/ssh/dial.h"
#include "core/ssh/dial_jump.h"
#include "core/ssh/host_key.h"

namespace podwire::ssh {
namespace {

/// libssh makes the socket blocking when it finds it connected, and would then hang in send(2) on a peer that
/// stopped.
void keepNonBlocking(int fd) {
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

Result<void> exchangeKeys(const Session& session, Milliseconds patience, TimePoint deadline, Waiter& waiter) {
    const Target& target = session.target();
    for (;;) {
        const int progress = ssh_connect(session.raw());
        keepNonBlocking(session.fd());
        if (progress == SSH_OK) {
            return {};
        }
        if (progress != SSH_AGAIN) {
            return fail(unreachable(target, "its sshd broke off: " + session.errorText()));
        }
        switch (waiter.wait(session.fd(), session.events(), deadline)) {
            case Woke::Stopped:
                return fail(ErrorKind::Cancelled, "connecting to " + target.node + " was given up");
            case Woke::Deadline:
                return fail(unreachable(target, "connected, but no sshd spoke within " + spell(patience)));
            default:
                break;
        }
    }
}

}  // namespace

Result<std::unique_ptr<Session>> logIn(const remote::Endpoint& endpoint, const remote::HostKeyAsker& asker,
                                       Waiter& waiter) {
    TimePoint deadline = Clock::now() + endpoint.connectDeadline;
    auto made = Session::make(endpoint);
    if (!made) {
        return made;
    }
    Session& session = **made;
    UniqueFd complaints;
    auto socket = session.target().jump.empty()
                      ? dial(session.target(), endpoint.keepalive, deadline, waiter)
                      : dialByJump(session.target(), endpoint.connectDeadline, complaints);
    if (!socket) {
        return fail(std::move(socket.error()));
    }
    session.use(std::move(*socket));
    if (auto done = exchangeKeys(session, endpoint.connectDeadline, deadline, waiter); !done) {
        if (done.error().detail.empty()) {
            done.error().detail = readComplaints(complaints);
        }
        return fail(std::move(done.error()));
    }
    const TimePoint asked = Clock::now();
    if (auto checked = checkHostKey(session, endpoint.knownHosts, asker, waiter); !checked) {
        return fail(std::move(checked.error()));
    }
    deadline += Clock::now() - asked;
    if (auto in = Authentication(session, endpoint.useAgent, deadline, waiter).run(); !in) {
        return fail(std::move(in.error()));
    }
    session.attach();
    return made;
}

}  // namespace podwire::ssh
