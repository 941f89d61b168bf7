// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/remote/endpoint.h"
#include "core/ssh/backoff.h"
#include "core/ssh/link.h"
#include "core/ssh/mailbox.h"
#include "core/ssh/status_board.h"
#include "core/ssh/task.h"
#include "core/ssh/waiter.h"

namespace podwire::ssh {

/// What a Shell's thread does: it connects when there is reason to, runs the commands, and connects again
/// with back-off when the connection broke. run() is the thread; submit(), reconnect() and the Tasks belong
/// to it, by way of the mailbox.
class Worker : public Waiter {
public:
    Worker(remote::Endpoint endpoint, remote::HostKeyAsker asker, std::shared_ptr<Mailbox> mailbox,
           std::shared_ptr<StatusBoard> board);

    void run();
    /// Makes run() return soon. Thread-safe.
    void stop();

    void submit(std::shared_ptr<Task> task);
    void reconnect();

    Woke wait(int fd, short events, TimePoint deadline) override;
    [[nodiscard]] bool stopped() const override { return stopped_; }
    [[nodiscard]] std::function<void()> waker() const override;

private:
    void rest();
    void attempt();
    [[nodiscard]] Result<void> bringUp();
    void serve();
    void onFailedAttempt(const Error& error);
    void breakUp();
    void shutDown();
    void expireWaiting();
    [[nodiscard]] TimePoint nextExpiry() const;
    [[nodiscard]] bool attemptDue() const;

    const remote::Endpoint endpoint_;
    const remote::HostKeyAsker asker_;
    const std::shared_ptr<Mailbox> mailbox_;
    const std::shared_ptr<StatusBoard> board_;
    std::atomic<bool> stopped_ = false;

    std::deque<std::shared_ptr<Task>> waiting_;
    std::unique_ptr<Link> link_;
    std::vector<std::string> formerTokens_;
    Backoff backoff_;
    bool connecting_ = false;
    TimePoint nextAttempt_ = kNever;  ///< kNever: not before somebody asks
    std::optional<TimePoint> lastFailure_;
};

}  // namespace podwire::ssh
