// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_shell.h"

#include <utility>

namespace podwire::test {
namespace {

class EndedJob : public remote::Job {
public:
    void write(std::string /*bytes*/) override {}
    void closeInput() override {}
    void cancel() override {}
};

}  // namespace

FakeShell::FakeShell(std::string name) : name_(std::move(name)) {
    outcome_.reason = "a fake node answers nothing unless told to";
}

std::shared_ptr<remote::Job> FakeShell::start(remote::Command command, remote::JobEvents events) {
    {
        const std::lock_guard lock(mutex_);
        commands_.push_back(std::move(command));
        if (holding_) {
            held_.push_back(std::move(events));
            return std::make_shared<EndedJob>();
        }
    }
    finish(events);
    return std::make_shared<EndedJob>();
}

void FakeShell::finish(const remote::JobEvents& events) {
    remote::Outcome outcome;
    {
        const std::lock_guard lock(mutex_);
        outcome = outcome_;
    }
    if (events.out && !outcome.out.empty()) {
        events.out(outcome.out);
    }
    if (events.err && !outcome.err.empty()) {
        events.err(outcome.err);
    }
    outcome.out.clear();
    outcome.err.clear();
    if (events.ended) {
        events.ended(outcome);
    }
}

void FakeShell::hold() {
    const std::lock_guard lock(mutex_);
    holding_ = true;
}

void FakeShell::release() {
    std::vector<remote::JobEvents> waiting;
    {
        const std::lock_guard lock(mutex_);
        holding_ = false;
        waiting = std::exchange(held_, {});
    }
    for (const remote::JobEvents& events : waiting) {
        finish(events);
    }
}

remote::LinkStatus FakeShell::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

void FakeShell::onStatus(std::function<void(const remote::LinkStatus&)> handler) {
    const std::lock_guard lock(mutex_);
    handler_ = std::move(handler);
}

void FakeShell::reconnect() {
    const std::lock_guard lock(mutex_);
    ++reconnects_;
}

void FakeShell::answer(remote::Outcome outcome) {
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(outcome);
}

void FakeShell::setLink(remote::LinkStatus status) {
    std::function<void(const remote::LinkStatus&)> handler;
    {
        const std::lock_guard lock(mutex_);
        status_ = status;
        handler = handler_;
    }
    if (handler) {
        handler(status);
    }
}

std::size_t FakeShell::commandCount() const {
    const std::lock_guard lock(mutex_);
    return commands_.size();
}

std::string FakeShell::typed() const {
    const std::lock_guard lock(mutex_);
    std::string lines;
    for (const remote::Command& command : commands_) {
        for (const std::string& word : command.argv) {
            lines += word + ' ';
        }
        lines += '\n';
    }
    return lines;
}

int FakeShell::reconnects() const {
    const std::lock_guard lock(mutex_);
    return reconnects_;
}

}  // namespace podwire::test
