// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>

#include "core/live/traffic.h"
#include "core/live/traffic_forecast.h"
#include "core/live/witnesses.h"
#include "core/session/lab_session.h"

namespace podwire::live {

/// Requests from one node or pod, from start to end, and what the rules make expect of them. Lives on the
/// session's thread and must go before the session. When it goes away its requests end. Counters and
/// connections of the node whose rules decide are read before the first request and after the last one.
class TrafficRun : public QObject {
    Q_OBJECT
public:
    enum class State { Running, Stopping, Done, Stopped, Broken };
    Q_ENUM(State)

    /// `shell`: the streams of the request's node.
    TrafficRun(session::LabSession& session, const std::shared_ptr<remote::Shell>& shell,
               QObject* parent = nullptr);
    ~TrafficRun() override;

    /// Once only. InvalidInput as of Traffic::start(); what goes wrong later is told by changed().
    Result<void> start(const TrafficRequest& request);
    /// What is under way comes to its end; asked for again, it ends at once.
    void stop();

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool isOver() const { return state_ != State::Running && state_ != State::Stopping; }
    [[nodiscard]] const TrafficRequest& request() const { return request_; }
    [[nodiscard]] const TrafficTally& tally() const { return traffic_.tally(); }
    /// By the rules as they were read when it began. Without shares when they changed meanwhile.
    [[nodiscard]] const TrafficForecast& forecast() const { return forecast_; }
    [[nodiscard]] TrafficJudgement judged() const { return judgeTraffic(forecast_, tally().hits()); }
    [[nodiscard]] double seconds() const;
    /// Of a run that is over, once the node has told: null before, and when no rule decides or it tells
    /// nothing.
    [[nodiscard]] const Witnesses* witnesses() const { return witnesses_ ? &*witnesses_ : nullptr; }
    /// With Broken: why.
    [[nodiscard]] const Error& problem() const { return end_.error; }
    /// Results that came faster than they were taken.
    [[nodiscard]] std::uint64_t missed() const { return end_.missed; }

Q_SIGNALS:
    /// At most ten times a second, and at the end.
    void changed();

private:
    void begin();
    void end(const TrafficEnd& end);
    void ask(const std::function<void(const Result<NodeWitness>&)>& then);
    void compareRules();
    [[nodiscard]] TrafficForecast foretold() const;

    session::LabSession& session_;
    TrafficRequest request_;
    Traffic traffic_;
    std::optional<NodeWitness> before_;
    std::optional<Witnesses> witnesses_;
    TrafficForecast forecast_;
    bool foretold_ = false;
    State state_ = State::Running;
    TrafficEnd end_;
    QElapsedTimer since_;
    qint64 took_ = 0;
    QTimer pause_;
    session::Mail mail_{this};
};

}  // namespace podwire::live
