// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/conversation.h"

namespace podwire::remote {

struct Conversation::State {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::string out;
    std::string err;
    std::optional<Outcome> outcome;

    bool hasLine(const std::string& head) const {
        return out.starts_with(head) || out.find('\n' + head) != std::string::npos;
    }
};

Conversation::Conversation(Shell& shell, Command command, std::stop_token stop)
    : state_(std::make_shared<State>()), stop_(std::move(stop)) {
    command.keepInputOpen = true;
    const auto append = [state = state_](std::string State::*to) {
        return [state, to](std::string_view bytes) {
            const std::lock_guard lock(state->mutex);
            (*state).*to += bytes;
            state->changed.notify_all();
        };
    };
    job_ = shell.start(std::move(command),
                       {append(&State::out), append(&State::err), [state = state_](Outcome outcome) {
                            const std::lock_guard lock(state->mutex);
                            outcome.out = state->out;
                            outcome.err = state->err;
                            state->outcome = std::move(outcome);
                            state->changed.notify_all();
                        }});
}

Conversation::~Conversation() {
    job_->closeInput();
}

bool Conversation::waitForLine(const std::string& head, std::chrono::milliseconds most) {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait_for(lock, stop_, most, [&] { return state_->hasLine(head) || state_->outcome; });
    return state_->hasLine(head);
}

std::string Conversation::outputSoFar() const {
    const std::lock_guard lock(state_->mutex);
    return state_->out;
}

void Conversation::say(const std::string& line) {
    job_->write(line + "\n");
}

void Conversation::closeInput() {
    job_->closeInput();
}

Outcome Conversation::outcome() {
    std::unique_lock lock(state_->mutex);
    if (!state_->changed.wait(lock, stop_, [&] { return state_->outcome.has_value(); })) {
        Outcome stopped;
        stopped.ending = Ending::Cancelled;
        stopped.reason = "it was stopped";
        return stopped;
    }
    return *state_->outcome;
}

}  // namespace podwire::remote
