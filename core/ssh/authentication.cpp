// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/authentication.h"

#include "core/ssh/agent_socket.h"
#include "core/ssh/dial.h"
#include "core/ssh/identity.h"

namespace podwire::ssh {

Result<void> Authentication::run() {
    auto in = tryNone();
    for (const std::string& path : session_.target().identities) {
        if (!in || *in) {
            break;
        }
        in = tryIdentity(path);
    }
    if (in && !*in) {
        in = tryAgent();
    }
    if (!in) {
        return fail(std::move(in.error()));
    }
    return *in ? Result<void>() : fail(refused());
}

Result<bool> Authentication::tryNone() {
    return settle([this] { return ssh_userauth_none(session_.raw(), nullptr); }, {});
}

Result<bool> Authentication::tryIdentity(const std::string& path) {
    auto key = loadIdentity(path);
    if (!key) {
        tried_.push_back(key.error().message);
        return false;
    }
    return settle([&] { return ssh_userauth_publickey(session_.raw(), nullptr, key->get()); }, path);
}

Result<bool> Authentication::tryAgent() {
    if (!useAgent_) {
        return false;
    }
    UniqueFd agent = connectAgent();
    if (!agent) {
        tried_.emplace_back("agent: none is running ($SSH_AUTH_SOCK)");
        return false;
    }
    const AgentWatch watch(agent.get(), deadline_, waiter_);
    ssh_set_agent_socket(session_.raw(), agent.release());
    return settle([this] { return ssh_userauth_agent(session_.raw(), nullptr); }, "agent");
}

Result<bool> Authentication::settle(const std::function<int()>& call, const std::string& what) {
    for (;;) {
        const int answer = call();
        if (answer == SSH_AUTH_SUCCESS) {
            return true;
        }
        if (answer != SSH_AUTH_AGAIN || !session_.alive()) {
            return noteRefusal(answer, what);
        }
        switch (waiter_.wait(session_.fd(), session_.events(), deadline_)) {
            case Woke::Stopped:
                return fail(ErrorKind::Cancelled,
                            "connecting to " + session_.target().node + " was given up");
            case Woke::Deadline:
                return fail(unreachable(session_.target(), "no end of the authentication in time"));
            default:
                break;
        }
    }
}

Result<bool> Authentication::noteRefusal(int answer, const std::string& what) {
    if (!session_.alive()) {
        tried_.push_back((what.empty() ? "" : what + ": ") + session_.errorText());
        return fail(refused());
    }
    if (answer == SSH_AUTH_PARTIAL) {
        tried_.push_back(what + ": accepted, but the node wants a second factor");
    } else if (!what.empty()) {
        tried_.push_back(what + ": refused");
    }
    return false;
}

Error Authentication::refused() const {
    const Target& target = session_.target();
    std::string detail;
    for (const std::string& line : tried_) {
        detail += (detail.empty() ? "" : "\n") + line;
    }
    if (tried_.empty()) {
        detail = "There was no key to offer.";
    }
    return Error{ErrorKind::Authentication,
                 target.node + " took none of our keys for the user " + target.user, std::move(detail),
                 "The public key must be in ~" + target.user + "/.ssh/authorized_keys on the node."};
}

}  // namespace podwire::ssh
