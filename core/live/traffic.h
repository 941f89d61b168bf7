// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>
#include <vector>

#include "core/live/traffic_request.h"
#include "core/live/traffic_tally.h"
#include "core/remote/shell.h"
#include "core/session/post.h"

namespace podwire::live {

/// How a run ended.
struct TrafficEnd {
    enum class Why {
        Done,     ///< all requests were made
        Stopped,  ///< by stop() or cancel()
        Broken,   ///< the node was not reached, the connection was lost, or the generator failed: `error`
    };
    Why why = Why::Done;
    Error error;
    std::uint64_t missed = 0;  ///< results that came faster than they were taken and are not in the tally
};

/// One run of requests at a time from a node. Lives on one thread; the lines are read on the Shell's. Any
/// number of them may run side by side. When it goes away the run ends.
class Traffic : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Running, Stopping };
    Q_ENUM(State)

    explicit Traffic(std::shared_ptr<remote::Shell> shell, QObject* parent = nullptr);
    ~Traffic() override;

    [[nodiscard]] const std::string& node() const { return shell_->name(); }
    [[nodiscard]] State state() const { return state_; }
    /// Of the present run, or the last one.
    [[nodiscard]] const TrafficRequest& request() const { return request_; }
    [[nodiscard]] const TrafficTally& tally() const { return tally_; }
    /// The node's clock when it began, in microseconds since 1970; 0: it has not said.
    [[nodiscard]] std::int64_t began() const { return began_; }

    /// Begins a run with an empty tally. InvalidInput for a request that is not valid or of another node,
    /// Conflict while one is under way. What goes wrong later arrives with finished.
    Result<void> start(const TrafficRequest& request);
    /// Begins nothing new; what is under way comes to its end. finished follows.
    void stop();
    /// Ends it at once. finished follows.
    void cancel();

Q_SIGNALS:
    /// At most 20 times a second; they are in the tally. None after finished.
    void answered(const std::vector<podwire::live::TrafficResult>& results);
    void finished(const podwire::live::TrafficEnd& end);
    void stateChanged();

private:
    class Inbox;
    void wake();
    void take();
    void onEnded(const remote::Outcome& outcome, const std::string& said);
    void setState(State state);

    std::shared_ptr<remote::Shell> shell_;
    std::shared_ptr<remote::Job> job_;
    std::shared_ptr<Inbox> inbox_;  ///< of the present run
    TrafficRequest request_;
    TrafficTally tally_;
    State state_ = State::Idle;
    std::int64_t began_ = 0;
    std::uint64_t missed_ = 0;
    QTimer tick_;
    QElapsedTimer sinceTick_;
    session::Mail mail_{this};
};

}  // namespace podwire::live
