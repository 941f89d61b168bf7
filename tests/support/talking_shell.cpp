// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/talking_shell.h"

#include <atomic>
#include <utility>

namespace podwire::test {

struct TalkingShell::Running : remote::Job {
    void write(std::string bytes) override { input += bytes; }
    void closeInput() override { inputClosed = true; }
    void cancel() override { cancelled = true; }

    remote::Command command;
    remote::JobEvents events;
    std::string input;
    std::atomic<bool> inputClosed = false;
    std::atomic<bool> cancelled = false;
};

std::shared_ptr<remote::Job> TalkingShell::start(remote::Command command, remote::JobEvents events) {
    auto job = std::make_shared<Running>();
    job->command = std::move(command);
    job->events = std::move(events);
    jobs_.push_back(job);
    return job;
}

bool TalkingShell::wasCancelled(std::size_t command) const {
    return jobs_.at(command)->cancelled;
}

bool TalkingShell::wasInputClosed(std::size_t command) const {
    return jobs_.at(command)->inputClosed;
}

const std::string& TalkingShell::written(std::size_t command) const {
    return jobs_.at(command)->input;
}

const remote::Command& TalkingShell::command(std::size_t index) const {
    return jobs_.at(index)->command;
}

void TalkingShell::say(std::string_view bytes) {
    jobs_.back()->events.out(bytes);
}

void TalkingShell::complain(std::string_view bytes) {
    jobs_.back()->events.err(bytes);
}

void TalkingShell::end(remote::Outcome outcome) {
    jobs_.back()->events.ended(std::move(outcome));
}

void TalkingShell::say(std::size_t command, std::string_view bytes) {
    jobs_.at(command)->events.out(bytes);
}

void TalkingShell::complain(std::size_t command, std::string_view bytes) {
    jobs_.at(command)->events.err(bytes);
}

void TalkingShell::end(std::size_t command, remote::Outcome outcome) {
    jobs_.at(command)->events.ended(std::move(outcome));
}

}  // namespace podwire::test
