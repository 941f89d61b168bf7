// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/link.h"

#include <algorithm>
#include <utility>

namespace podwire::ssh {
namespace {

constexpr Milliseconds kAfterDenial{50};
/// That often in a row without a channel of ours in the way: the node opens none at all.
constexpr int kMostDenials = 40;

}  // namespace

Link::Link(std::unique_ptr<Session> session, Milliseconds keepalive,
           const std::vector<std::string>& formerTokens)
    : session_(std::move(session)), guard_(*session_, formerTokens), liveness_(keepalive, Clock::now()) {
    guard_.step();
}

bool Link::step(std::deque<std::shared_ptr<Task>>& waiting) {
    session_->pump();
    const std::uint64_t heard = session_->packetsHeard();
    turn(waiting);
    // Opening a channel reads from the socket too, and may have taken what another command waits for.
    return broken_.empty() && session_->packetsHeard() != heard;
}

void Link::turn(std::deque<std::shared_ptr<Task>>& waiting) {
    const TimePoint now = Clock::now();
    checkHealth(now);
    if (!broken_.empty()) {
        return;
    }
    guard_.step();
    for (const auto& run : runs_) {
        run->step(now);
    }
    reap(waiting, now);
    admit(waiting, now);
    guard_.step();
}

void Link::checkHealth(TimePoint now) {
    if (!session_->alive()) {
        broken_ = "broke the connection: " + session_->errorText();
        return;
    }
    switch (liveness_.judge(now, session_->packetsHeard())) {
        case Liveness::Verdict::Dead:
            broken_ = "gave no sign of life for " + spell(liveness_.patience());
            return;
        case Liveness::Verdict::Ask:
            guard_.ping();
            break;
        case Liveness::Verdict::Fine:
            break;
    }
    if (guard_.failed()) {
        broken_ = ready() ? "lost the guard of this connection" : "does not run commands";
    }
}

void Link::admit(std::deque<std::shared_ptr<Task>>& waiting, TimePoint now) {
    while (ready() && !waiting.empty() && runs_.size() < kMostRuns && now >= admitAfter_) {
        runs_.push_back(std::make_unique<Run>(waiting.front(), *session_, guard_));
        waiting.pop_front();
        runs_.back()->step(now);
    }
}

void Link::reap(std::deque<std::shared_ptr<Task>>& waiting, TimePoint now) {
    std::vector<std::unique_ptr<Run>> over;
    for (auto& run : runs_) {
        if (run->phase() == Run::Phase::Over || run->phase() == Run::Phase::Denied) {
            over.push_back(std::move(run));
        }
    }
    std::erase(runs_, nullptr);
    // From the last to the first, so that those which come back keep their order.
    for (auto run = over.rbegin(); run != over.rend(); ++run) {
        if ((*run)->phase() == Run::Phase::Denied) {
            onDenied(waiting, (*run)->task(), now);
        } else {
            denials_ = 0;
        }
    }
}

void Link::onDenied(std::deque<std::shared_ptr<Task>>& waiting, const std::shared_ptr<Task>& task,
                    TimePoint now) {
    denials_ = runs_.empty() ? denials_ + 1 : 0;
    if (denials_ > kMostDenials) {
        task->lost(ErrorKind::Unsupported, "the node opens no channel: " + session_->errorText());
        return;
    }
    admitAfter_ = now + kAfterDenial;
    waiting.push_front(task);
}

TimePoint Link::wakeAt() const {
    TimePoint at = std::min(liveness_.wakeAt(), admitAfter_ > Clock::now() ? admitAfter_ : kNever);
    for (const auto& run : runs_) {
        at = std::min(at, run->wakeAt());
    }
    return at;
}

void Link::abandon(ErrorKind cause, const std::string& reason) {
    for (const auto& run : runs_) {
        run->task()->lost(cause, reason);
    }
}

void Link::cancelAll() {
    for (const auto& run : runs_) {
        run->task()->endCancelled();
    }
}

}  // namespace podwire::ssh
