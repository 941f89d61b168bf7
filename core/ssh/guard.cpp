// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/guard.h"

#include <utility>

#include "core/ssh/node_scripts.h"

namespace podwire::ssh {
namespace {

constexpr std::size_t kMostForgotten = 4096;
constexpr std::size_t kMostKept = 4096;

}  // namespace

Guard::Guard(const Session& session, std::vector<std::string> formerTokens)
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
    if (ready()) {
        return;  // pongs: that they came is all there is to know
    }
    std::string& kept = stream == Channel::Stream::Out ? output_ : complaint_;
    kept.append(bytes.substr(0, kMostKept - std::min(kMostKept, kept.size())));
    const std::size_t start = output_.find(token_ + " ");
    const std::size_t end = start == std::string::npos ? start : output_.find('\n', start);
    if (end != std::string::npos) {
        const std::size_t path = start + token_.size() + 1;
        registry_ = output_.substr(path, end - path);
    }
}

std::string Guard::reason() const {
    return complaint_ + output_;
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
