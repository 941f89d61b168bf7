// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace podwire::live {
namespace {

constexpr std::int64_t kTick = 50;
constexpr std::size_t kMostKept = 200'000;  // more than a minute of what one node can send
constexpr std::size_t kMostSaid = 1024;

Error brokenBy(const remote::Outcome& outcome, const std::string& node, const std::string& said) {
    if (outcome.ending == remote::Ending::Exit) {
        return {ErrorKind::CommandFailed, "The traffic generator on " + node + " failed", said,
                "It needs python3 on the node, and the pod must be there."};
    }
    return {outcome.ending == remote::Ending::Lost ? outcome.cause : ErrorKind::Lost,
            "The connection to " + node + " was lost",
            outcome.reason,
            {}};
}

}  // namespace

/// What the Shell's thread hands over. Thread-safe.
class Traffic::Inbox {
public:
    struct Taken {
        std::vector<TrafficResult> results;
        std::int64_t began = 0;
        std::uint64_t missed = 0;  ///< since the run began
        bool isComplete = false;
    };

    explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void feed(std::string_view bytes) {
        {
            const std::lock_guard lock(mutex_);
            parser_.feed(bytes);
        }
        if (!woken_.exchange(true)) {
            wake_();
        }
    }

    Taken take() {
        woken_.store(false);
        const std::lock_guard lock(mutex_);
        return {std::exchange(kept_, {}), parser_.began(), missed_, parser_.isAtEnd()};
    }

private:
    void keep(TrafficResult result) {
        if (kept_.size() < kMostKept) {
            kept_.push_back(std::move(result));
        } else {
            ++missed_;
        }
    }

    std::mutex mutex_;
    TrafficParser parser_{[this](TrafficResult result) { keep(std::move(result)); }};
    std::vector<TrafficResult> kept_;
    std::uint64_t missed_ = 0;
    std::atomic<bool> woken_ = false;
    std::function<void()> wake_;
};

Traffic::Traffic(std::shared_ptr<remote::Shell> shell, QObject* parent)
    : QObject(parent), shell_(std::move(shell)) {
    tick_.setSingleShot(true);
    connect(&tick_, &QTimer::timeout, this, &Traffic::take);
}

Traffic::~Traffic() {
    if (job_) {
        job_->cancel();
    }
}

Result<void> Traffic::start(const TrafficRequest& request) {
    if (job_) {
        return fail(ErrorKind::Conflict, "Requests are under way already");
    }
    if (auto valid = validate(request); !valid) {
        return fail(valid.error());
    }
    if (request.node != shell_->name()) {
        return fail(ErrorKind::InvalidInput,
                    "The requests are to come from " + request.node + ", not from " + shell_->name());
    }
    request_ = request;
    tally_ = {};
    began_ = 0;
    missed_ = 0;
    inbox_ = std::make_shared<Inbox>([way = mail_.way(), this] { way([this] { wake(); }); });
    const auto said = std::make_shared<std::string>();
    remote::JobEvents events;
    events.out = [inbox = inbox_](std::string_view bytes) { inbox->feed(bytes); };
    events.err = [said](std::string_view bytes) {
        // The last line of a traceback says what went wrong.
        *said += bytes;
        said->erase(0, said->size() - std::min(said->size(), kMostSaid));
    };
    events.ended = [said, way = mail_.way(), this](const remote::Outcome& outcome) {
        way([this, outcome, said] { onEnded(outcome, *said); });
    };
    job_ = shell_->start(trafficCommand(request), std::move(events));
    setState(State::Running);
    return {};
}

void Traffic::stop() {
    if (job_ && state_ == State::Running) {
        job_->write("stop\n");
        setState(State::Stopping);
    }
}

void Traffic::cancel() {
    if (job_) {
        job_->cancel();
        setState(State::Stopping);
    }
}

void Traffic::wake() {
    if (job_ && !tick_.isActive()) {
        const std::int64_t since = sinceTick_.isValid() ? sinceTick_.elapsed() : kTick;
        tick_.start(static_cast<int>(std::clamp<std::int64_t>(kTick - since, 0, kTick)));
    }
}

void Traffic::take() {
    sinceTick_.start();
    const Inbox::Taken taken = inbox_->take();
    began_ = taken.began;
    missed_ = taken.missed;
    for (const TrafficResult& result : taken.results) {
        tally_.add(result);
    }
    if (!taken.results.empty()) {
        Q_EMIT answered(taken.results);
    }
}

void Traffic::onEnded(const remote::Outcome& outcome, const std::string& said) {
    const auto inbox = inbox_;
    tick_.stop();
    take();
    const bool isComplete = inbox->take().isComplete;
    job_.reset();
    TrafficEnd end{TrafficEnd::Why::Done, {}, missed_};
    if (state_ == State::Stopping && (isComplete || outcome.ending == remote::Ending::Cancelled)) {
        end.why = TrafficEnd::Why::Stopped;
    } else if (!isComplete) {
        end.why = TrafficEnd::Why::Broken;
        end.error = brokenBy(outcome, node(), said);
    }
    setState(State::Idle);
    Q_EMIT finished(end);
}

void Traffic::setState(State state) {
    if (std::exchange(state_, state) != state) {
        Q_EMIT stateChanged();
    }
}

}  // namespace podwire::live
