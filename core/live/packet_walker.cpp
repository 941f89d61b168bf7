// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/packet_walker.h"

namespace podwire::live {

PacketWalker::PacketWalker(Nodes nodes, QObject* parent) : QObject(parent), nodes_(std::move(nodes)) {}

PacketWalker::~PacketWalker() = default;

Result<void> PacketWalker::foretell(const TrafficRequest& asked) {
    return start(asked, State::Foretelling, &live::foretell);
}

Result<void> PacketWalker::trace(const TrafficRequest& asked) {
    return start(asked, State::Tracing, &live::tracePacket);
}

Result<void> PacketWalker::start(const TrafficRequest& asked, State state, Work work) {
    if (state_ != State::Idle) {
        return fail(ErrorKind::Conflict, "Another walk is under way");
    }
    if (auto valid = validate(asked); !valid) {
        return valid;
    }
    worker_ =
        std::jthread([way = mail_.way(), nodes = nodes_, asked, work, this](const std::stop_token& stop) {
            auto walk = work(nodes, asked, stop);
            using Shared = std::shared_ptr<const PacketWalk>;
            auto result = walk ? Result<Shared>(std::make_shared<const PacketWalk>(std::move(*walk)))
                               : fail(walk.error());
            way([this, result = std::move(result)] { take(result); });
        });
    setState(state);
    return {};
}

void PacketWalker::cancel() {
    worker_.request_stop();
}

void PacketWalker::take(const Result<std::shared_ptr<const PacketWalk>>& result) {
    worker_.join();
    setState(State::Idle);
    if (result) {
        Q_EMIT finished(*result);
    } else {
        Q_EMIT failed(result.error());
    }
}

void PacketWalker::setState(State state) {
    state_ = state;
    Q_EMIT stateChanged();
}

}  // namespace podwire::live
