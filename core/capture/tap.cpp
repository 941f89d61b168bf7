// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/tap.h"

#include <algorithm>
#include <utility>

namespace podwire::capture {

std::shared_ptr<Tap> Tap::start(remote::Shell& shell, const Place& place, std::uint32_t index,
                                const std::string& filter, std::shared_ptr<PacketQueue> queue) {
    auto tap = std::make_shared<Tap>(place, index, std::move(queue));
    remote::JobEvents events;
    events.out = [tap](std::string_view bytes) { tap->out(bytes); };
    events.err = [tap](std::string_view bytes) { tap->err(bytes); };
    events.ended = [tap](const remote::Outcome& outcome) { tap->ended(outcome); };
    auto job = shell.start(captureCommand(place, filter), std::move(events));
    const std::lock_guard lock(tap->mutex_);
    if (!tap->ended_) {
        tap->job_ = std::move(job);
    }
    return tap;
}

TapReport Tap::report() const {
    const std::lock_guard lock(mutex_);
    return {reader_.header(), words_.isListening() && reader_.header(), ended_, lost_, words_.counts(),
            problem_};
}

void Tap::stop() {
    if (const auto job = running()) {
        job->closeInput();
    }
}

void Tap::cancel() {
    if (const auto job = running()) {
        job->cancel();
    }
}

void Tap::letGo() {
    const std::lock_guard lock(mutex_);
    job_.reset();
}

std::shared_ptr<remote::Job> Tap::running() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    return job_;
}

void Tap::out(std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    const auto read = reader_.feed(bytes, [this](const PcapRecord& record) {
        if (!queue_->add({index_, record.time, record.length, std::string(record.bytes)})) {
            ++lost_;
        }
    });
    if (!read && !problem_) {
        problem_ = read.error();
        problem_->message = place_.name() + ": " + problem_->message;
        queue_->wake();
    }
}

void Tap::err(std::string_view bytes) {
    const std::lock_guard lock(mutex_);
    words_.feed(bytes);
    queue_->wake();
}

void Tap::ended(const remote::Outcome& outcome) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    job_.reset();  // it holds what holds this
    if (!problem_ && !(stopped_ && outcome.ending != remote::Ending::Lost)) {
        problem_ = problemOf(outcome);
    }
    queue_->wake();
}

Error Tap::problemOf(const remote::Outcome& outcome) const {
    if (outcome.ending != remote::Ending::Exit) {
        const std::size_t line = std::min(outcome.reason.find('\n'), outcome.reason.size());
        const std::string more = outcome.reason.substr(std::min(line + 1, outcome.reason.size()));
        return {outcome.ending == remote::Ending::Lost ? outcome.cause : ErrorKind::Cancelled,
                "The capture on " + place_.name() + " broke off: " + outcome.reason.substr(0, line),
                more,
                {}};
    }
    if (outcome.exitCode == kNoTcpdump) {
        return {ErrorKind::Unsupported, place_.node + " has no tcpdump", words_.complaint(),
                "Install its package there: sudo apt-get install tcpdump"};
    }
    if (words_.isListening()) {
        return {ErrorKind::CommandFailed,
                "The capture on " + place_.name() + " ended by itself",
                words_.complaint(),
                {}};
    }
    const std::string said = words_.complaint();
    return {ErrorKind::CommandFailed, "tcpdump cannot capture on " + place_.name(), said,
            said.find("filter expression") == std::string::npos
                ? ""
                : "`man pcap-filter` says how a filter is written, for example: tcp port 80 and host "
                  "192.168.1.10"};
}

}  // namespace podwire::capture
