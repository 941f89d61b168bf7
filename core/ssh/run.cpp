// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/run.h"

#include <algorithm>
#include <utility>

#include "core/ssh/node_scripts.h"

namespace podwire::ssh {
namespace {

using Progress = Channel::Progress;

/// The guard needs at most two seconds for a command that ignores SIGTERM.
constexpr Milliseconds kStopGrace{3'000};
/// A command that has exited may have left a child behind that holds its output open; nobody waits for that
/// longer.
constexpr Milliseconds kSilenceAfterExit{2'000};

std::string trimmedPrelude(const PreludeFilter& filter) {
    const std::string text = filter.prelude();
    return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

Run::Run(std::shared_ptr<Task> task, const Session& session, Guard& guard)
    : task_(std::move(task)),
      guard_(guard),
      line_(commandLine(guard.token(), guard.registry(), task_->command())),
      outFilter_(guard.token()),
      errFilter_(guard.token()),
      channel_(session.raw(),
               [this](Channel::Stream stream, std::string_view bytes) { onData(stream, bytes); }),
      lastByte_(Clock::now()) {}

void Run::onData(Channel::Stream stream, std::string_view bytes) {
    lastByte_ = Clock::now();
    if (stream == Channel::Stream::Out) {
        task_->out(outFilter_.feed(bytes));
    } else {
        task_->err(errFilter_.feed(bytes));
    }
}

void Run::step(TimePoint now) {
    begin();
    if (hasExited() && exitSeen_ == kNever) {
        exitSeen_ = now;
    }
    stopIfDue(now);
    if (phase_ == Phase::Running) {
        resizeTerminal();
        sendInput();
    }
    if (stopping()) {
        tellGuard();
    }
    concludeIfDue(now);
}

void Run::begin() {
    if (!opened_) {
        open();
    }
    if (opened_ && !requested_ && phase_ != Phase::Over) {
        request();
    }
}

void Run::open() {
    const Progress progress = channel_.open();
    if (progress == Progress::Again) {
        return;
    }
    opened_ = true;
    if (task_->ended()) {
        phase_ = Phase::Over;
    } else if (progress == Progress::Done) {
        phase_ = Phase::Requesting;
    } else if (progress == Progress::Denied) {
        requested_ = true;
        phase_ = Phase::Denied;
    } else {
        task_->lost(ErrorKind::Lost, "the connection broke");
        phase_ = Phase::Over;
    }
}

/// For a terminal first, if it is to have one, then for the command.
Progress Run::ask() {
    const auto& terminal = task_->command().terminal;
    if (terminal && !hasTerminal_) {
        const Progress progress = channel_.requestTerminal(*terminal);
        if (progress != Progress::Done) {
            return progress;
        }
        hasTerminal_ = true;
    }
    return channel_.exec(line_);
}

void Run::request() {
    const Progress progress = ask();
    if (progress == Progress::Again) {
        return;
    }
    requested_ = true;
    lastByte_ = Clock::now();
    if (progress != Progress::Done) {
        const bool noTerminal = task_->command().terminal && !hasTerminal_;
        task_->lost(ErrorKind::Unsupported,
                    noTerminal ? "the node gives no terminal: see PermitTTY in its sshd_config"
                               : "the node refused to start the command");
        phase_ = Phase::Over;
    } else if (phase_ == Phase::Requesting) {
        phase_ = stopping() ? Phase::Stopping : Phase::Running;
    }
}

void Run::sendInput() {
    task_->input().flush(channel_);
    if (task_->inputClosed() && task_->input().empty() && !eofSent_) {
        channel_.sendEof();
        eofSent_ = true;
    }
}

void Run::resizeTerminal() {
    const auto size = task_->takeNewSize();
    if (size && hasTerminal_) {
        channel_.resizeTerminal(*size);
    }
}

bool Run::hasExited() const {
    return channel_.exitStatus().has_value() || !channel_.exitSignal().empty();
}

TimePoint Run::idleDeadline() const {
    const Milliseconds idle = task_->command().idleDeadline;
    return idle.count() > 0 && requested_ ? lastByte_ + idle : kNever;
}

TimePoint Run::outputDeadline() const {
    return exitSeen_ == kNever ? kNever : std::max(exitSeen_, lastByte_) + kSilenceAfterExit;
}

TimePoint Run::wakeAt() const {
    if (task_->ended()) {
        return kNever;
    }
    if (stopping()) {
        return giveUpAt_;
    }
    return std::min({task_->deadline(), idleDeadline(), outputDeadline()});
}

void Run::stopIfDue(TimePoint now) {
    if (stopping() || hasExited() || task_->ended() || phase_ == Phase::Denied) {
        return;
    }
    if (task_->cancelled()) {
        stop(now, {});
    } else if (now >= task_->deadline()) {
        stop(now, "no end within " + spell(task_->command().deadline));
    } else if (now >= idleDeadline()) {
        stop(now, "no output for " + spell(task_->command().idleDeadline));
    }
}

void Run::stop(TimePoint now, std::string reason) {
    stopReason_ = std::move(reason);
    if (!opened_) {
        // A channel that is given up half-open would take one of the node's places for good.
        reportStopped();
        phase_ = Phase::Lingering;
        return;
    }
    giveUpAt_ = now + kStopGrace;
    if (phase_ == Phase::Running) {
        phase_ = Phase::Stopping;
    }
}

void Run::tellGuard() {
    if (!told_ && !entry().empty()) {
        guard_.end(entry());
        told_ = true;
    }
}

void Run::concludeIfDue(TimePoint now) {
    if (phase_ == Phase::Over || phase_ == Phase::Denied) {
        return;
    }
    const bool enough =
        hasExited() && (now >= outputDeadline() || now >= task_->deadline() || task_->cancelled());
    if (channel_.closed() || enough) {
        conclude();
    } else if (stopping() && now >= giveUpAt_) {
        reportStopped();
        phase_ = Phase::Lingering;
    }
    if (phase_ == Phase::Lingering && told_) {
        over();
    }
}

void Run::conclude() {
    if (stopping()) {
        reportStopped();
    } else if (!outFilter_.passed()) {
        task_->lost(ErrorKind::Unsupported, "the login shell ended before the command began: " +
                                                trimmedPrelude(errFilter_) + trimmedPrelude(outFilter_));
    } else if (!channel_.exitSignal().empty()) {
        task_->killed(channel_.exitSignal());
    } else if (channel_.exitStatus()) {
        task_->exited(*channel_.exitStatus());
    } else {
        task_->lost(ErrorKind::Lost, "the node closed the channel without an exit status");
    }
    over();
}

void Run::reportStopped() {
    if (stopReason_.empty()) {
        task_->endCancelled();
    } else {
        task_->timedOut(stopReason_);
    }
}

void Run::over() {
    if (!entry().empty()) {
        guard_.forget(entry());
    }
    phase_ = Phase::Over;
}

}  // namespace podwire::ssh
