// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <thread>

#include "core/live/packet_walk.h"
#include "core/session/post.h"

namespace podwire::live {

/// Foretells and traces requests beside the thread that it lives on, one at a time. When it goes away, what
/// is under way ends at once; a trace takes its tables away by itself.
class PacketWalker : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Foretelling, Tracing };
    Q_ENUM(State)

    explicit PacketWalker(Nodes nodes, QObject* parent = nullptr);
    ~PacketWalker() override;

    [[nodiscard]] State state() const { return state_; }

    /// `finished` or `failed` follows. Conflict while something is under way, InvalidInput for a request that
    /// is not valid.
    Result<void> foretell(const TrafficRequest& asked);
    Result<void> trace(const TrafficRequest& asked);
    /// `failed` with Cancelled follows if something is under way.
    void cancel();

Q_SIGNALS:
    void stateChanged();
    void finished(const std::shared_ptr<const podwire::live::PacketWalk>& walk);
    void failed(const podwire::Error& error);

private:
    using Work = Result<PacketWalk> (*)(const Nodes&, const TrafficRequest&, const std::stop_token&);
    Result<void> start(const TrafficRequest& asked, State state, Work work);
    void take(const Result<std::shared_ptr<const PacketWalk>>& result);
    void setState(State state);

    Nodes nodes_;
    State state_ = State::Idle;
    std::jthread worker_;
    session::Mail mail_{this};
};

}  // namespace podwire::live
