// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <map>
#include <set>
#include <vector>

#include "core/session/lab_session.h"
#include "core/session/node_agent.h"
#include "core/session/post.h"

namespace podwire::session {

/// Carries one request out: opens an agent on each node that matters, makes the plan from what they read,
/// brings the downloads that it needs, runs its stages and reads the nodes again. Used once.
class Runner : public QObject {
    Q_OBJECT
public:
    Runner(const lab::Lab& lab, const std::vector<LabSession::Node>& nodes, plan::Request request,
           QObject* parent = nullptr);

    void start();
    void cancel();

Q_SIGNALS:
    void commandStarted(const podwire::session::CommandReport& report);
    void commandFinished(const podwire::session::CommandReport& report);
    void stateRead(const podwire::plan::Observed& state);
    void finished(const podwire::session::RunReport& report);

private:
    enum class Phase { Opening, Delivering, Running, Reading, Closing, Done };

    void open(const LabSession::Node& node);
    void onIdle(NodeAgent* agent);
    void onClosed(NodeAgent* agent, const Error& error, bool failed);
    void onCommandFinished(NodeAgent* agent, int index, int exitCode, double milliseconds, const QString& out,
                           const QString& err);
    void advance();
    void makeThePlan();
    void deliver();
    void onDelivered(const std::string& delivery, const Result<void>& outcome);
    void runPlan();
    void readAgain();
    void closeAll();
    void finish();
    void fail(const Error& error);

    const lab::Lab& lab_;
    std::vector<LabSession::Node> nodes_;
    plan::Request request_;
    Phase phase_ = Phase::Opening;
    std::map<std::string, NodeAgent*> agents_;
    std::set<std::string> waiting_;  ///< nodes whose answer the phase waits for, and deliveries
    std::map<std::string, Error> failures_;
    plan::Assessment assessment_;
    plan::Plan plan_;
    std::map<std::string, plan::Observed> observed_;
    std::vector<CommandReport> reports_;
    std::vector<const plan::Action*> actions_;  ///< of plan_, as in reports_
    std::set<std::string> touched_;
    RunReport report_;
    QElapsedTimer timer_;
    Mail mail_{this};
};

}  // namespace podwire::session
