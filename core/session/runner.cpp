// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/runner.h"

#include <algorithm>

#include "core/plan/goal.h"
#include "core/session/downloads.h"

namespace podwire::session {
namespace {

/// What the action puts on the node from this machine's cache; nullptr for anything else.
const lab::Download* downloadOf(const plan::Action& action) {
    return action.resource == nullptr || action.kind == plan::Action::Kind::Undo
               ? nullptr
               : std::get_if<lab::Download>(&action.resource->what);
}

/// What to do about a command that failed.
std::string hintFor(const plan::Action& action) {
    const lab::Download* download = downloadOf(action);
    if (download == nullptr) {
        return "The step is partial now: finish it (apply) or take it back (undo).";
    }
    return "The node cannot fetch it. Put " + downloadName(download->url) + " and its .sha256 into " +
           downloadsDirectory().toStdString() + " on this machine (the step says how), then apply again.";
}

Error commandError(const CommandReport& report, const plan::Action& action) {
    const QString what = QStringLiteral("%1 stopped half-way: a command failed on %2 with exit status %3")
                             .arg(report.step, report.node)
                             .arg(report.exitCode);
    const QString said = (report.err.isEmpty() ? report.out : report.err).trimmed();
    return {ErrorKind::CommandFailed, what.toStdString(),
            (report.command + (said.isEmpty() ? QString() : QStringLiteral("\n") + said)).toStdString(),
            hintFor(action)};
}

}  // namespace

Runner::Runner(const lab::Lab& lab, const std::vector<LabSession::Node>& nodes, plan::Request request,
               QObject* parent)
    : QObject(parent), lab_(lab), nodes_(nodes), request_(std::move(request)) {
    report_.request = request_;
    report_.ok = true;
}

void Runner::start() {
    timer_.start();
    const auto needed = plan::nodesFor(lab_, request_);
    if (!needed) {
        fail(needed.error());
        finish();
        return;
    }
    for (const LabSession::Node& node : nodes_) {
        if (needed->count(node.name) > 0) {
            open(node);
        }
    }
    advance();
}

void Runner::open(const LabSession::Node& node) {
    auto* agent = new NodeAgent(node.name, node.shell, this);
    agents_[node.name] = agent;
    waiting_.insert(node.name);
    connect(agent, &NodeAgent::stateRead, this, [this](const plan::Observed& state) {
        observed_[state.node] = state;
        Q_EMIT stateRead(state);
    });
    connect(agent, &NodeAgent::idle, this, [this, agent] { onIdle(agent); });
    connect(agent, &NodeAgent::closed, this,
            [this, agent](const Error& error, bool failed) { onClosed(agent, error, failed); });
    connect(agent, &NodeAgent::commandStarted, this,
            [this](int index) { Q_EMIT commandStarted(reports_.at(static_cast<std::size_t>(index))); });
    connect(agent, &NodeAgent::commandFinished, this,
            [this, agent](int index, int exitCode, double ms, const QString& out, const QString& err) {
                onCommandFinished(agent, index, exitCode, ms, out, err);
            });
    agent->start(lab_);
}

void Runner::onIdle(NodeAgent* agent) {
    waiting_.erase(agent->node());
    advance();
}

void Runner::onClosed(NodeAgent* agent, const Error& error, bool failed) {
    if (failed && phase_ != Phase::Closing) {
        failures_[agent->node()] = error;
        // While opening, a node that does not answer matters only if the plan needs it; a busy one always
        // does.
        if (phase_ != Phase::Opening || error.kind == ErrorKind::Conflict) {
            fail(error);
        }
    }
    agents_.erase(agent->node());
    agent->deleteLater();
    waiting_.erase(agent->node());
    advance();
}

void Runner::onCommandFinished(NodeAgent* agent, int index, int exitCode, double milliseconds,
                               const QString& out, const QString& err) {
    CommandReport& report = reports_.at(static_cast<std::size_t>(index));
    report.finished = true;
    report.ok = exitCode == 0;
    report.exitCode = exitCode;
    report.milliseconds = milliseconds;
    report.out = out;
    report.err = err;
    ++report_.commands;
    touched_.insert(agent->node());
    if (!report.ok) {
        fail(commandError(report, *actions_.at(static_cast<std::size_t>(index))));
    }
    Q_EMIT commandFinished(report);
}

void Runner::advance() {
    if (!waiting_.empty()) {
        return;
    }
    switch (phase_) {
        case Phase::Opening:
            makeThePlan();
            break;
        case Phase::Delivering:
            runPlan();
            break;
        case Phase::Running:
            readAgain();
            break;
        case Phase::Reading:
            closeAll();
            break;
        case Phase::Closing:
            finish();
            break;
        case Phase::Done:
            break;
    }
}

void Runner::makeThePlan() {
    if (!report_.ok) {
        closeAll();
        return;
    }
    assessment_ = plan::assess(lab_, observed_);
    auto made = plan::makePlan(lab_, assessment_, request_);
    if (!made) {
        const bool lost = made.error().kind == ErrorKind::Unreachable && !failures_.empty();
        fail(lost ? failures_.begin()->second : made.error());
        closeAll();
        return;
    }
    plan_ = std::move(*made);
    report_.plan = plan_;
    report_.changedNothing = plan_.isEmpty();
    phase_ = Phase::Delivering;
    deliver();
}

/// The downloads that the plan's commands look for, side by side; the nodes' locks are held meanwhile.
void Runner::deliver() {
    std::vector<std::pair<std::string, const lab::Download*>> wanted;
    for (const plan::Stage& stage : plan_.stages) {
        for (const plan::Action& action : stage.actions) {
            if (const lab::Download* download = downloadOf(action); download != nullptr) {
                wanted.emplace_back(action.node, download);
            }
        }
    }
    for (const auto& [node, download] : wanted) {
        auto bytes = readDownload(download->url);
        if (!bytes) {
            fail(bytes.error());
            break;
        }
        if (!*bytes) {
            continue;  // the command itself fetches it
        }
        const auto at = std::find_if(nodes_.begin(), nodes_.end(),
                                     [&name = node](const auto& one) { return one.name == name; });
        const std::string delivery = node + ':' + download->path;
        waiting_.insert(delivery);
        at->shell->upload(download->path, "0644", std::move(**bytes),
                          [this, delivery, way = mail_.way()](const Result<void>& outcome) {
                              way([this, delivery, outcome] { onDelivered(delivery, outcome); });
                          });
    }
    advance();
}

void Runner::onDelivered(const std::string& delivery, const Result<void>& outcome) {
    if (!outcome) {
        fail(outcome.error());
    }
    waiting_.erase(delivery);
    advance();
}

void Runner::runPlan() {
    if (!report_.ok) {
        closeAll();
        return;
    }
    phase_ = Phase::Running;
    std::map<std::string, std::pair<std::vector<const plan::Action*>, std::vector<int>>> byNode;
    for (const plan::Stage& stage : plan_.stages) {
        for (const plan::Action& action : stage.actions) {
            CommandReport report;
            report.index = static_cast<int>(reports_.size());
            report.step = QString::fromStdString(action.step);
            report.node = QString::fromStdString(action.node);
            report.command = QString::fromStdString(action.command);
            byNode[action.node].first.push_back(&action);
            byNode[action.node].second.push_back(report.index);
            reports_.push_back(std::move(report));
            actions_.push_back(&action);
        }
    }
    for (const auto& [node, work] : byNode) {
        touched_.insert(node);
        waiting_.insert(node);
    }
    for (const auto& [node, work] : byNode) {
        agents_.at(node)->carryOut(work.first, work.second);
    }
    advance();
}

void Runner::readAgain() {
    phase_ = Phase::Reading;
    for (const std::string& node : touched_) {
        if (const auto agent = agents_.find(node); agent != agents_.end()) {
            waiting_.insert(node);
            agent->second->readState();
        }
    }
    advance();
}

void Runner::closeAll() {
    phase_ = Phase::Closing;
    for (const auto& [node, agent] : agents_) {
        waiting_.insert(node);
    }
    for (const auto& [node, agent] : agents_) {
        agent->finish();
    }
    advance();
}

void Runner::finish() {
    phase_ = Phase::Done;
    report_.seconds = static_cast<double>(timer_.elapsed()) / 1000.0;
    Q_EMIT finished(report_);
}

void Runner::cancel() {
    if (phase_ == Phase::Opening || phase_ == Phase::Delivering || phase_ == Phase::Running) {
        fail({ErrorKind::Cancelled,
              "Stopped after the command that was under way",
              {},
              "The step's state shows what was done."});
    }
}

void Runner::fail(const Error& error) {
    if (!report_.ok) {
        return;
    }
    report_.ok = false;
    report_.error = error;
    if (phase_ == Phase::Running) {
        for (const auto& [node, agent] : agents_) {
            agent->stop();
        }
    }
}

}  // namespace podwire::session
