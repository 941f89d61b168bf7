// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/conversation.h"

namespace podwire::ctl {

struct Conversation::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::string out;
    std::string err;
    std::optional<remote::Outcome> outcome;

    bool hasLine(const std::string& head) const {
        return out.starts_with(head) || out.find('\n' + head) != std::string::npos;
    }
};

Conversation::Conversation(remote::Shell& shell, remote::Command command)
    : state_(std::make_shared<State>()) {
    command.keepInputOpen = true;
    const auto append = [state = state_](std::string State::*to) {
        return [state, to](std::string_view bytes) {
            const std::lock_guard lock(state->mutex);
            (*state).*to += bytes;
            state->changed.notify_all();
        };
    };
    job_ = shell.start(std::move(command),
                       {append(&State::out), append(&State::err), [state = state_](remote::Outcome outcome) {
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
    state_->changed.wait_for(lock, most, [&] { return state_->hasLine(head) || state_->outcome; });
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

remote::Outcome Conversation::outcome() {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait(lock, [&] { return state_->outcome.has_value(); });
    return *state_->outcome;
}

}  // namespace podwire::ctl
