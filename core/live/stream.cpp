// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/stream.h"

#include <utility>

namespace podwire::live {
namespace {

constexpr std::chrono::seconds kLinger{2};  // a panel that is hidden and shown again costs no new stream
constexpr std::chrono::milliseconds kRestart{500};
constexpr std::size_t kMostSaid = 1024;

/// What the Shell's thread shares between the handlers of one command.
struct Said {
    bool spoke = false;
    std::string errors;
};

}  // namespace

Stream::Stream(std::shared_ptr<remote::Shell> shell, std::string script, std::shared_ptr<StreamReader> reader,
               QObject* parent)
    : QObject(parent), shell_(std::move(shell)), script_(std::move(script)), reader_(std::move(reader)) {
    linger_.setSingleShot(true);
    linger_.setInterval(kLinger);
    restart_.setSingleShot(true);
    restart_.setInterval(kRestart);
    connect(&linger_, &QTimer::timeout, this, &Stream::stop);
    connect(&restart_, &QTimer::timeout, this, &Stream::start);
}

Stream::~Stream() {
    if (job_) {
        job_->cancel();
    }
}

std::shared_ptr<void> Stream::need() {
    linger_.stop();
    if (auto already = need_.lock()) {
        return already;
    }
    std::shared_ptr<void> need(this, [way = mail_.way(), this](void*) {
        way([this] {
            if (need_.expired()) {
                linger_.start();
            }
        });
    });
    need_ = need;
    start();
    return need;
}

void Stream::write(std::string bytes) {
    if (job_ && !ending_) {
        job_->write(std::move(bytes));
    }
}

void Stream::setScript(std::string script) {
    if (script == script_) {
        return;
    }
    script_ = std::move(script);
    if (job_ && !ending_) {
        ending_ = true;
        job_->cancel();
    }
}

void Stream::start() {
    if (job_ || need_.expired()) {
        return;  // one that is still ending is followed by a new one in onEnded
    }
    restart_.stop();
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = {"sudo", "-n", "env", "LC_ALL=C", "bash", "-c", script_};
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    const auto said = std::make_shared<Said>();
    const auto begin = [said, reader = reader_, way = mail_.way(), this] {
        if (!std::exchange(said->spoke, true)) {
            reader->begun();
            way([this] { onFirstByte(); });
        }
    };
    remote::JobEvents events;
    events.out = [begin, reader = reader_](std::string_view bytes) {
        begin();
        reader->out(bytes);
    };
    events.err = [begin, said, reader = reader_](std::string_view bytes) {
        begin();
        said->errors = (said->errors + std::string(bytes)).substr(0, kMostSaid);
        reader->err(bytes);
    };
    events.ended = [said, way = mail_.way(), this](const remote::Outcome& outcome) {
        way([this, outcome, errors = said->errors] { onEnded(outcome, errors); });
    };
    ending_ = false;
    if (state_ != State::Broken) {
        setState(State::Opening);
    }
    job_ = shell_->start(std::move(command), std::move(events));
}

void Stream::stop() {
    if (!need_.expired()) {
        return;
    }
    restart_.stop();
    if (job_) {
        ending_ = true;
        job_->cancel();
    }
    setState(State::Off);
}

void Stream::onFirstByte() {
    if (job_ && !ending_) {
        setState(State::Running);
    }
}

void Stream::onEnded(const remote::Outcome& outcome, const std::string& said) {
    job_.reset();
    if (need_.expired()) {
        setState(State::Off);
        return;
    }
    if (ending_) {
        start();
        return;
    }
    using remote::Ending;
    problem_ =
        outcome.ending == Ending::Exit
            ? Error{ErrorKind::CommandFailed, "What watches " + shell_->name() + " ended", said, {}}
            : Error{ErrorKind::Lost, "The connection to " + shell_->name() + " was lost", outcome.reason, {}};
    setState(State::Broken);
    restart_.start();
}

void Stream::setState(State state) {
    if (std::exchange(state_, state) != state) {
        Q_EMIT stateChanged();
    }
}

}  // namespace podwire::live
