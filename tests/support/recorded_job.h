// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/remote/shell.h"

namespace podwire::testing {

/// A running command whose output and end can be waited for.
class RecordedJob {
public:
    RecordedJob(remote::Shell& shell, remote::Command command) {
        remote::JobEvents events;
        events.out = [state = state_](std::string_view bytes) { state->append(state->out, bytes); };
        events.err = [state = state_](std::string_view bytes) { state->append(state->err, bytes); };
        events.ended = [state = state_](remote::Outcome outcome) {
            const std::lock_guard lock(state->mutex);
            ++state->ends;
            state->outcome = std::move(outcome);
            state->changed.notify_all();
        };
        job_ = shell.start(std::move(command), std::move(events));
    }

    remote::Job& operator*() { return *job_; }
    remote::Job* operator->() { return job_.get(); }

    /// Waits until standard output holds `text`.
    bool printed(const std::string& text, std::chrono::seconds patience = std::chrono::seconds(10)) {
        std::unique_lock lock(state_->mutex);
        return state_->changed.wait_for(lock, patience,
                                        [&] { return state_->out.find(text) != std::string::npos; });
    }

    /// Waits for the end; nullopt if it does not come.
    std::optional<remote::Outcome> outcome(std::chrono::seconds patience = std::chrono::seconds(20)) {
        std::unique_lock lock(state_->mutex);
        state_->changed.wait_for(lock, patience, [&] { return state_->outcome.has_value(); });
        return state_->outcome;
    }

    [[nodiscard]] std::string out() const {
        const std::lock_guard lock(state_->mutex);
        return state_->out;
    }
    [[nodiscard]] std::string err() const {
        const std::lock_guard lock(state_->mutex);
        return state_->err;
    }
    [[nodiscard]] int ends() const {
        const std::lock_guard lock(state_->mutex);
        return state_->ends;
    }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        std::string out;
        std::string err;
        std::optional<remote::Outcome> outcome;
        int ends = 0;

        void append(std::string& stream, std::string_view bytes) {
            const std::lock_guard lock(mutex);
            stream += bytes;
            changed.notify_all();
        }
    };

    std::shared_ptr<State> state_ = std::make_shared<State>();
    std::shared_ptr<remote::Job> job_;
};

inline remote::Command commandOf(std::vector<std::string> argv) {
    remote::Command command;
    command.argv = std::move(argv);
    return command;
}

inline remote::Command shellLine(const std::string& line) {
    return commandOf({"sh", "-c", line});
}

}  // namespace podwire::testing
