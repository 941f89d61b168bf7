// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/guard.h"

#include <algorithm>
#include <utility>

#include "core/ssh/node_scripts.h"

namespace podwire::ssh {
namespace {

constexpr std::size_t kMostForgotten = 4096;

}  // namespace

Guard::Guard(const Session& session, const std::vector<std::string>& formerTokens)
    : token_(makeToken()),
      line_(guardLine(token_, formerTokens)),
      channel_(session.raw(),
               [this](Channel::Stream stream, std::string_view bytes) { onData(stream, bytes); }) {}

void Guard::step() {
    using Progress = Channel::Progress;
    if (phase_ != Phase::Talk) {
        const Progress progress = phase_ == Phase::Open ? channel_.open() : channel_.exec(line_);
        failed_ = progress == Progress::Denied || progress == Progress::Failed;
        if (progress != Progress::Done) {
            return;
        }
        phase_ = phase_ == Phase::Open ? Phase::Exec : Phase::Talk;
        step();
        return;
    }
    outbox_.flush(channel_);
}

void Guard::onData(Channel::Stream stream, std::string_view bytes) {
    if (stream == Channel::Stream::Out) {
        output_.feed(bytes);  // of pongs, that they came is all there is to know
    } else {
        complaint_.append(
            bytes.substr(0, PreludeFilter::kKept - std::min(PreludeFilter::kKept, complaint_.size())));
    }
}

std::string Guard::reason() const {
    return complaint_ + output_.prelude();
}

void Guard::ping() {
    sendForgotten();
    outbox_.add("ping\n");
}

void Guard::end(const std::string& entry) {
    outbox_.add("end " + entry + "\n");
}

void Guard::forget(const std::string& entry) {
    forgotten_ += " " + entry;
    if (forgotten_.size() > kMostForgotten) {
        sendForgotten();
    }
}

void Guard::sendForgotten() {
    if (!forgotten_.empty()) {
        outbox_.add("forget" + forgotten_ + "\n");
        forgotten_.clear();
    }
}

}  // namespace podwire::ssh
