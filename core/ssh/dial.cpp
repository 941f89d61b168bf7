// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/dial.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "core/ssh/lookup.h"

namespace podwire::ssh {
namespace {

constexpr const char* kNodeHint = "Is the node running, and does sshd run on it?";

/// Untranslated, whatever the locale of the program is.
std::string describe(int error) {
    const char* text = ::strerrordesc_np(error);
    return text != nullptr ? text : "error " + std::to_string(error);
}

std::string hintFor(int error) {
    switch (error) {
        case ENOENT:
            return "There is no such socket: the node is not running.";
        case EACCES:
        case EPERM:
            return "You may not use this socket: was the node started by another user?";
        default:
            return kNodeHint;
    }
}

tl::unexpected<Error> stoppedWhileConnecting(const Target& target) {
    return fail(ErrorKind::Cancelled, "connecting to " + target.node + " was given up");
}

/// Waits until a connect(2) under way is over. The value is its errno, 0 for success, ETIMEDOUT at the
/// deadline.
Result<int> finishConnecting(int fd, const Target& target, TimePoint deadline, Waiter& waiter) {
    for (;;) {
        switch (waiter.wait(fd, POLLOUT, deadline)) {
            case Woke::Stopped:
                return stoppedWhileConnecting(target);
            case Woke::Deadline:
                return ETIMEDOUT;
            case Woke::Message:
                continue;
            case Woke::Ready:
                break;
        }
        int error = 0;
        socklen_t length = sizeof(error);
        ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
        return error;
    }
}

void setOption(int fd, int level, int name, int value) {
    ::setsockopt(fd, level, name, &value, sizeof(value));
}

/// Without TCP_NODELAY a command takes 70 ms instead of 10. The rest lets the kernel notice a dead peer by
/// itself.
void tune(int fd, Milliseconds keepalive) {
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    if (keepalive.count() <= 0) {
        return;
    }
    const int seconds = static_cast<int>(std::max<Milliseconds::rep>(1, keepalive.count() / 1000));
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(fd, IPPROTO_TCP, TCP_KEEPIDLE, seconds);
    setOption(fd, IPPROTO_TCP, TCP_KEEPINTVL, seconds);
    setOption(fd, IPPROTO_TCP, TCP_KEEPCNT, 2);
    setOption(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<int>(3 * keepalive.count()));
}

Result<UniqueFd> dialTcp(const Target& target, Milliseconds keepalive, TimePoint deadline, Waiter& waiter) {
    auto addresses = lookUp(target.host, target.port, deadline, waiter);
    if (!addresses) {
        return addresses.error().kind == ErrorKind::Cancelled
                   ? stoppedWhileConnecting(target)
                   : fail(unreachable(target, addresses.error().message, "Check the node's address."));
    }
    int error = ETIMEDOUT;
    for (std::size_t i = 0; i < addresses->size(); ++i) {
        const Address& address = (*addresses)[i];
        UniqueFd fd(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (!fd) {
            error = errno;
            continue;
        }
        tune(fd.get(), keepalive);
        error = ::connect(fd.get(), address.get(), address.length) == 0 ? 0 : errno;
        if (error == EINPROGRESS) {
            // An address that swallows packets must leave time for those after it.
            const auto share = (deadline - Clock::now()) / static_cast<int>(addresses->size() - i);
            auto finished = finishConnecting(fd.get(), target, Clock::now() + share, waiter);
            if (!finished) {
                return fail(std::move(finished.error()));
            }
            error = *finished;
        }
        if (error == 0) {
            return fd;
        }
    }
    return fail(unreachable(target, describe(error), hintFor(error)));
}

Result<UniqueFd> dialUnix(const Target& target, TimePoint deadline, Waiter& waiter) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (target.socketPath.size() >= sizeof(address.sun_path)) {
        return fail(ErrorKind::InvalidInput,
                    "the socket path of " + target.node + " is longer than 107 bytes", target.socketPath,
                    "Put the socket under a shorter path.");
    }
    std::memcpy(address.sun_path, target.socketPath.data(), target.socketPath.size());
    for (;;) {
        UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (fd && ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
            return fd;
        }
        const int error = errno;
        if (error != EAGAIN) {
            return fail(unreachable(target, describe(error), hintFor(error)));
        }
        // The listener's queue is full, and poll(2) does not tell when it no longer is.
        const TimePoint again = std::min(deadline, Clock::now() + Milliseconds(20));
        while (Clock::now() < again) {
            if (waiter.wait(-1, 0, again) == Woke::Stopped) {
                return stoppedWhileConnecting(target);
            }
        }
        if (Clock::now() >= deadline) {
            return fail(unreachable(target, describe(ETIMEDOUT), kNodeHint));
        }
    }
}

}  // namespace

std::string Target::place() const {
    if (!socketPath.empty()) {
        return "unix:" + socketPath;
    }
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Error unreachable(const Target& target, const std::string& why, std::string hint) {
    return Error{ErrorKind::Unreachable,
                 target.node + " does not answer: " + why + " (" + target.place() + ")",
                 {},
                 hint.empty() ? kNodeHint : std::move(hint)};
}

Result<UniqueFd> dial(const Target& target, Milliseconds keepalive, TimePoint deadline, Waiter& waiter) {
    return target.socketPath.empty() ? dialTcp(target, keepalive, deadline, waiter)
                                     : dialUnix(target, deadline, waiter);
}

}  // namespace podwire::ssh
