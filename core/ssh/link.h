// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/ssh/guard.h"
#include "core/ssh/liveness.h"
#include "core/ssh/run.h"
#include "core/ssh/session.h"

namespace podwire::ssh {

/// A connection that is up, with the commands on it. The Shell's thread only.
class Link {
public:
    /// sshd allows ten channels (sshd_config(5) MaxSessions): these, the guard, and one to spare.
    static constexpr std::size_t kMostRuns = 8;

    Link(std::unique_ptr<Session> session, Milliseconds keepalive,
         const std::vector<std::string>& formerTokens);

    [[nodiscard]] int fd() const { return session_->fd(); }
    [[nodiscard]] short events() const { return session_->events(); }

    /// Handles what has arrived and what has become due, and starts waiting tasks as far as there is room.
    /// True if more arrived meanwhile: then step again without waiting.
    bool step(std::deque<std::shared_ptr<Task>>& waiting);
    /// The guard is up: commands are taken.
    [[nodiscard]] bool ready() const { return guard_.ready(); }
    /// Why the connection is of no use any more, in words that follow the node's name; empty while it is up.
    [[nodiscard]] const std::string& broken() const { return broken_; }
    [[nodiscard]] std::string guardReason() const { return guard_.reason(); }
    [[nodiscard]] TimePoint wakeAt() const;

    /// Ends all commands that are under way.
    void abandon(ErrorKind cause, const std::string& reason);
    void cancelAll();
    [[nodiscard]] const std::string& token() const { return guard_.token(); }

private:
    void turn(std::deque<std::shared_ptr<Task>>& waiting);
    void checkHealth(TimePoint now);
    void admit(std::deque<std::shared_ptr<Task>>& waiting, TimePoint now);
    void reap(std::deque<std::shared_ptr<Task>>& waiting, TimePoint now);
    void onDenied(std::deque<std::shared_ptr<Task>>& waiting, const std::shared_ptr<Task>& task,
                  TimePoint now);

    std::unique_ptr<Session> session_;
    Guard guard_;
    Liveness liveness_;
    std::vector<std::unique_ptr<Run>> runs_;
    std::string broken_;
    TimePoint admitAfter_{};
    int denials_ = 0;
};

}  // namespace podwire::ssh
