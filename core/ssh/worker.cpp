// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/worker.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/shellwords.h"
#include "core/ssh/login.h"
#include "core/ssh/node_scripts.h"

namespace podwire::ssh {
namespace {

using remote::LinkState;

/// A command that comes this soon after a failed attempt gets that attempt's error instead of another
/// attempt.
constexpr Milliseconds kFreshFailure{1'000};
/// A connection that held this long starts the back-off anew.
constexpr Milliseconds kHeld{5'000};
/// So many broken connections are cleaned up after on the node.
constexpr std::size_t kMostFormerTokens = 8;

/// For poll(2): rounded up, so that nothing wakes before its time; -1 for never.
int timeoutUntil(TimePoint deadline, TimePoint now) {
    if (deadline == kNever) {
        return -1;
    }
    const auto left = std::chrono::ceil<Milliseconds>(std::max(deadline - now, Clock::duration::zero()));
    return static_cast<int>(std::min<Milliseconds::rep>(left.count(), 3'600'000));
}

std::string objectionTo(const remote::Command& command) {
    if (command.argv.empty()) {
        return "there is no command";
    }
    const bool tooLong = quoteCommand(command.argv).size() > kLongestLine - 1024;
    return tooLong ? "the command is too long: send long data as its input" : "";
}

bool needsSomebody(const Error& error) {
    return error.kind == ErrorKind::HostKey || error.kind == ErrorKind::Authentication;
}

}  // namespace

Worker::Worker(remote::Endpoint endpoint, remote::HostKeyAsker asker, std::shared_ptr<Mailbox> mailbox,
               std::shared_ptr<StatusBoard> board)
    : endpoint_(std::move(endpoint)),
      asker_(std::move(asker)),
      mailbox_(std::move(mailbox)),
      board_(std::move(board)) {}

void Worker::stop() {
    stopped_ = true;
    mailbox_->wake();
}

std::function<void()> Worker::waker() const {
    return [mailbox = mailbox_] { mailbox->wake(); };
}

void Worker::run() {
    while (!stopped_) {
        if (attemptDue()) {
            attempt();
        } else {
            rest();
        }
    }
    shutDown();
}

bool Worker::attemptDue() const {
    return Clock::now() >= nextAttempt_;
}

void Worker::rest() {
    wait(-1, 0, nextAttempt_);
}

Woke Worker::wait(int fd, short events, TimePoint deadline) {
    if (stopped_) {
        return Woke::Stopped;
    }
    std::array<pollfd, 2> polled{{{mailbox_->fd(), POLLIN, 0}, {fd, events, 0}}};
    const int timeout = timeoutUntil(std::min(deadline, nextExpiry()), Clock::now());
    ::poll(polled.data(), polled.size(), timeout);
    mailbox_->open();
    expireWaiting();
    if (stopped_) {
        return Woke::Stopped;
    }
    if (Clock::now() >= deadline) {
        return Woke::Deadline;  // before Ready: a peer that is always ready must not outlast it
    }
    return polled[1].revents != 0 ? Woke::Ready : Woke::Message;
}

void Worker::submit(std::shared_ptr<Task> task) {
    if (const std::string objection = objectionTo(task->command()); !objection.empty()) {
        task->lost(ErrorKind::InvalidInput, objection);
        return;
    }
    const remote::LinkStatus status = board_->get();
    const bool fresh = lastFailure_ && Clock::now() - *lastFailure_ < kFreshFailure;
    if (status.state == LinkState::Refused || (status.state == LinkState::Waiting && fresh)) {
        task->lost(status.error.kind, status.error.text());
        return;
    }
    waiting_.push_back(std::move(task));
    if (!connecting_ && !link_) {
        nextAttempt_ = Clock::now();
    }
}

void Worker::reconnect() {
    if (!connecting_ && !link_) {
        backoff_.reset();
        nextAttempt_ = Clock::now();
        board_->set(LinkState::Connecting);  // commands that come from now on wait for it
    }
}

void Worker::attempt() {
    nextAttempt_ = kNever;
    connecting_ = true;
    board_->set(LinkState::Connecting);
    const Result<void> up = bringUp();
    connecting_ = false;
    if (stopped_) {
        return;
    }
    if (!up) {
        link_.reset();
        onFailedAttempt(up.error());
        return;
    }
    formerTokens_ = {link_->token()};  // those before are the new guard's business now
    lastFailure_.reset();
    board_->set(LinkState::Connected);
    const TimePoint start = Clock::now();
    serve();
    if (Clock::now() - start > kHeld) {
        backoff_.reset();
    }
    if (!stopped_) {
        breakUp();
    }
}

/// Logs in and waits until the guard is up: until then no command can be ended reliably.
Result<void> Worker::bringUp() {
    auto session = logIn(endpoint_, asker_, *this);
    if (!session) {
        return fail(std::move(session.error()));
    }
    link_ = std::make_unique<Link>(std::move(*session), endpoint_.keepalive, formerTokens_);
    formerTokens_.push_back(link_->token());
    if (formerTokens_.size() > kMostFormerTokens) {
        formerTokens_.erase(formerTokens_.begin());
    }
    std::deque<std::shared_ptr<Task>> none;
    const TimePoint deadline = Clock::now() + endpoint_.connectDeadline;
    for (bool again = true; !link_->ready(); again = link_->step(none)) {
        if (!link_->broken().empty()) {
            return fail(ErrorKind::Unsupported, endpoint_.name + " " + link_->broken(), link_->guardReason(),
                        "Log in with ssh and see whether `ssh ... true` works.");
        }
        const Woke woke =
            wait(link_->fd(), link_->events(), again ? Clock::now() : std::min(deadline, link_->wakeAt()));
        if (woke == Woke::Stopped) {
            return fail(ErrorKind::Cancelled, "given up");
        }
        if (Clock::now() >= deadline) {
            return fail(ErrorKind::Unreachable,
                        endpoint_.name + " let us in, but its login shell did not start within " +
                            spell(endpoint_.connectDeadline),
                        link_->guardReason(), "Look at the start-up files of the login shell.");
        }
    }
    return {};
}

void Worker::serve() {
    for (bool again = true; !stopped_ && link_->broken().empty(); again = link_->step(waiting_)) {
        wait(link_->fd(), link_->events(), again ? Clock::now() : link_->wakeAt());
    }
}

/// An attempt failed.
void Worker::onFailedAttempt(const Error& error) {
    lastFailure_ = Clock::now();
    const bool refused = needsSomebody(error);
    if (!refused) {
        nextAttempt_ = Clock::now() + backoff_.next();
    }
    board_->set(refused ? LinkState::Refused : LinkState::Waiting, error);
    for (const auto& task : std::exchange(waiting_, {})) {
        task->lost(error.kind, error.text());
    }
}

/// A connection that was up broke.
void Worker::breakUp() {
    const Error error{ErrorKind::Lost, endpoint_.name + " " + link_->broken(), {}, {}};
    const std::unique_ptr<Link> broken = std::move(link_);
    nextAttempt_ = Clock::now() + (waiting_.empty() ? backoff_.next() : Milliseconds(0));
    board_->set(LinkState::Waiting, error);
    broken->abandon(ErrorKind::Lost, error.text());
}

void Worker::shutDown() {
    mailbox_->open();
    mailbox_->close();
    if (link_) {
        link_->cancelAll();
    }
    for (const auto& task : std::exchange(waiting_, {})) {
        task->endCancelled();
    }
    link_.reset();
    board_->set(LinkState::Closed);
}

TimePoint Worker::nextExpiry() const {
    TimePoint next = kNever;
    for (const auto& task : waiting_) {
        next = std::min(next, task->deadline());
    }
    return next;
}

void Worker::expireWaiting() {
    const TimePoint now = Clock::now();
    std::erase_if(waiting_, [&](const std::shared_ptr<Task>& task) {
        if (task->cancelled()) {
            task->endCancelled();
        } else if (now >= task->deadline()) {
            const std::string state = link_ ? "in the queue" : "waiting for the connection";
            task->timedOut("no end within " + spell(task->command().deadline) + ", still " + state);
        }
        return task->ended();
    });
}

}  // namespace podwire::ssh
