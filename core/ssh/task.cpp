// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/task.h"

#include <utility>

namespace podwire::ssh {

using remote::Ending;
using remote::Outcome;

Task::Task(remote::Command command, remote::JobEvents events)
    : command_(std::move(command)), events_(std::move(events)) {
    deadline_ = command_.deadline.count() > 0 ? requested_ + command_.deadline : kNever;
    input_ = Outbox(std::exchange(command_.input, {}));
    inputClosed_ = !command_.keepInputOpen;
}

void Task::write(std::string_view bytes) {
    if (!inputClosed_ && !ended_) {
        input_.add(bytes);
    }
}

void Task::out(std::string_view bytes) const {
    if (events_.out && !ended_ && !bytes.empty()) {
        events_.out(bytes);
    }
}

void Task::err(std::string_view bytes) const {
    if (events_.err && !ended_ && !bytes.empty()) {
        events_.err(bytes);
    }
}

void Task::exited(int status) {
    Outcome outcome;
    outcome.ending = Ending::Exit;
    outcome.exitCode = status;
    end(std::move(outcome));
}

void Task::killed(std::string signal) {
    Outcome outcome;
    outcome.ending = Ending::Exit;
    outcome.signal = std::move(signal);
    end(std::move(outcome));
}

void Task::timedOut(std::string reason) {
    Outcome outcome;
    outcome.ending = Ending::Timeout;
    outcome.reason = std::move(reason);
    end(std::move(outcome));
}

void Task::lost(ErrorKind cause, std::string reason) {
    Outcome outcome;
    outcome.ending = Ending::Lost;
    outcome.cause = cause;
    outcome.reason = std::move(reason);
    end(std::move(outcome));
}

void Task::endCancelled() {
    Outcome outcome;
    outcome.ending = Ending::Cancelled;
    end(std::move(outcome));
}

void Task::end(Outcome outcome) {
    if (std::exchange(ended_, true)) {
        return;
    }
    outcome.duration = std::chrono::duration_cast<Milliseconds>(Clock::now() - requested_);
    input_.clear();
    // Whatever the handlers hold on to goes with them.
    const remote::JobEvents events = std::exchange(events_, {});
    if (events.ended) {
        events.ended(std::move(outcome));
    }
}

}  // namespace podwire::ssh
