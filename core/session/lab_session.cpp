// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lab_session.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/plan/observe.h"
#include "core/plan/watch.h"
#include "core/session/checker.h"
#include "core/session/doctor.h"
#include "core/session/post.h"
#include "core/session/reader.h"
#include "core/session/runner.h"
#include "core/session/watcher.h"

namespace podwire::session {

class LabSession::Private : public QObject {
public:
    Private(LabSession* session, lab::Lab theLab, std::vector<Node> theNodes)
        : q(session), lab(std::move(theLab)), nodes(std::move(theNodes)), checker(nodes), doctor(lab, nodes) {
        assessment = std::make_shared<plan::Assessment>(plan::assess(lab, {}));
        for (const Node& node : nodes) {
            addNode(node);
        }
        connect(&checker, &Checker::started, q, &LabSession::checkStarted);
        connect(&checker, &Checker::finished, q, &LabSession::checkFinished);
        connect(&checker, &Checker::allFinished, q, &LabSession::checksFinished);
        connect(&doctor, &Doctor::logged, q, &LabSession::logged);
    }

    ~Private() override {
        for (const Node& node : nodes) {
            node.shell->onStatus({});
        }
    }

    void addNode(const Node& node) {
        NodeStatus& status = statuses[node.name];
        status.name = QString::fromStdString(node.name);
        status.address = QString::fromStdString(node.address);
        status.link = node.shell->status();
        status.readOnly = node.readOnly;
        node.shell->onStatus([this, name = node.name, way = mail.way()](const remote::LinkStatus& link) {
            way([this, name, link] { onLink(name, link); });
        });
        auto* reader = new Reader(node.name, node.shell, plan::observeScript(lab, node.name), this);
        connect(reader, &Reader::stateRead, this, [this](const plan::Observed& state) { onState(state); });
        connect(reader, &Reader::failed, this,
                [this, name = node.name](const Error& error) { onReadFailed(name, error); });
        readers[node.name] = reader;
    }

    void onLink(const std::string& name, const remote::LinkStatus& link) {
        NodeStatus& status = statuses.at(name);
        const bool cameBack = link.state == remote::LinkState::Connected &&
                              status.link.state != remote::LinkState::Connected && !status.problem.isEmpty();
        status.link = link;
        using Level = LogEntry::Level;
        if (link.state == remote::LinkState::Connected) {
            log(Level::Info, name, QStringLiteral("connected"));
        } else if (link.state == remote::LinkState::Waiting || link.state == remote::LinkState::Refused) {
            log(Level::Problem, name, QString::fromStdString(link.error.text()));
            forget(name);
        }
        Q_EMIT q->nodeChanged(status.name);
        if (cameBack) {
            readers.at(name)->read();
        }
    }

    /// What was read from a node that is gone is not true any more.
    void forget(const std::string& name) {
        if (observed.erase(name) > 0) {
            assess();
        }
    }

    void onState(const plan::Observed& state) {
        NodeStatus& status = statuses.at(state.node);
        status.lastRead = QDateTime::currentDateTime();
        status.problem.clear();
        observed[state.node] = state;
        settleRead(state.node);
    }

    void onReadFailed(const std::string& name, const Error& error) {
        statuses.at(name).problem = QString::fromStdString(error.text());
        observed.erase(name);
        log(LogEntry::Level::Problem, name, QString::fromStdString(error.text()));
        settleRead(name);
    }

    void settleRead(const std::string& name) {
        pending.erase(name);
        Q_EMIT q->nodeChanged(statuses.at(name).name);
        if (pending.empty()) {
            firstReadDone = true;
            assess();
        }
    }

    void assess() {
        assessment = std::make_shared<plan::Assessment>(plan::assess(lab, observed));
        Q_EMIT q->assessmentChanged();
    }

    void read(const std::string& name) {
        if (runner != nullptr) {
            return;  // the run reads its nodes itself, under their locks
        }
        readers.at(name)->read();
    }

    void startRun(const plan::Request& request) {
        if (runner != nullptr) {
            RunReport report;
            report.request = request;
            report.error =
                Error{ErrorKind::Conflict, "Another change is under way", {}, "Wait until it is done."};
            Q_EMIT q->runFinished(report);
            return;
        }
        runner = new Runner(lab, nodes, request, this);
        connect(runner, &Runner::stateRead, this, [this](const plan::Observed& state) { onState(state); });
        connect(runner, &Runner::commandStarted, q, &LabSession::commandStarted);
        connect(runner, &Runner::commandFinished, this, [this](const CommandReport& report) {
            logCommand(report);
            Q_EMIT q->commandFinished(report);
        });
        connect(runner, &Runner::finished, this, [this](const RunReport& report) { endRun(report); });
        Q_EMIT q->runStarted(request);
        runner->start();
    }

    void endRun(const RunReport& report) {
        runner->deleteLater();
        runner = nullptr;
        if (!report.ok) {
            log(LogEntry::Level::Problem, {}, QString::fromStdString(report.error.text()));
        }
        logOutcome(report.plan);
        if (watching()) {
            q->refresh();  // changes that came in during the run were not followed
        }
        Q_EMIT q->runFinished(report);
    }

    void logOutcome(const plan::Plan& plan) {
        for (const std::string& step : plan.broughtAlong) {
            log(LogEntry::Level::Info, {}, QString::fromStdString("changed as well: " + lab.nameOf(step)));
        }
        for (const plan::Kept& kept : plan.kept) {
            for (const std::string& step : kept.wantedBy) {
                log(LogEntry::Level::Info, kept.resource->node,
                    QString::fromStdString("kept for " + lab.nameOf(step) + ": " + kept.resource->command));
            }
        }
    }

    void logCommand(const CommandReport& report) {
        const QString outcome = report.ok
                                    ? QStringLiteral("done in %1 ms").arg(report.milliseconds, 0, 'f', 0)
                                    : QStringLiteral("exit status %1").arg(report.exitCode);
        log(report.ok ? LogEntry::Level::Info : LogEntry::Level::Problem, report.node.toStdString(),
            oneLine(report.command) + QStringLiteral("  — ") + outcome);
    }

    /// A command's first line, with its continuations.
    static QString oneLine(QString command) {
        return command.replace(QStringLiteral("\\\n"), QStringLiteral(" ")).section(u'\n', 0, 0).simplified();
    }

    void log(LogEntry::Level level, const std::string& node, const QString& text) {
        Q_EMIT q->logged(LogEntry{QDateTime::currentDateTime(), level, QString::fromStdString(node), text});
    }

    [[nodiscard]] bool watching() const { return !watchers.empty(); }

    void watch() {
        for (const Node& node : nodes) {
            auto* watcher = new Watcher(node.shell, plan::watchScript(lab, node.name), this);
            connect(watcher, &Watcher::changed, this, [this, name = node.name] { read(name); });
            watchers.push_back(watcher);
        }
    }

    /// The checks of a step that say something in its present state.
    std::vector<const lab::Check*> currentChecks(const lab::Step& step) const {
        const plan::StepState state = assessment->stateOf(step.id);
        std::vector<const lab::Check*> checks;
        for (const lab::Check& check : state == plan::StepState::Absent ? step.before : step.after) {
            if (plan::counts(check, *assessment)) {
                checks.push_back(&check);
            }
        }
        return checks;
    }

    void runChecks(const std::vector<std::pair<std::string, const lab::Check*>>& checks) {
        if (checks.empty()) {
            Q_EMIT q->checksFinished();
        }
        for (const auto& [step, check] : checks) {
            checker.run(step, *check);
        }
    }

    LabSession* q;
    lab::Lab lab;
    std::vector<Node> nodes;
    std::map<std::string, NodeStatus> statuses;
    std::map<std::string, Reader*> readers;
    std::map<std::string, plan::Observed> observed;
    std::set<std::string> pending;  ///< nodes of the present refresh that have not answered
    std::shared_ptr<const plan::Assessment> assessment;
    bool firstReadDone = false;
    Runner* runner = nullptr;
    std::vector<Watcher*> watchers;
    Checker checker;
    Doctor doctor;
    Mail mail{this};
};

LabSession::LabSession(lab::Lab lab, std::vector<Node> nodes, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(lab), std::move(nodes))) {}

LabSession::~LabSession() = default;

const lab::Lab& LabSession::lab() const {
    return d->lab;
}

std::vector<NodeStatus> LabSession::nodes() const {
    std::vector<NodeStatus> all;
    for (const Node& node : d->nodes) {
        all.push_back(d->statuses.at(node.name));
    }
    return all;
}

const std::vector<LabSession::Node>& LabSession::shells() const {
    return d->nodes;
}

std::shared_ptr<const plan::Assessment> LabSession::assessment() const {
    return d->assessment;
}

bool LabSession::isBusy() const {
    return d->runner != nullptr;
}

bool LabSession::isFirstReadDone() const {
    return d->firstReadDone;
}

Doctor& LabSession::doctor() {
    return d->doctor;
}

Result<plan::Plan> LabSession::preview(const plan::Request& request) const {
    return plan::makePlan(d->lab, *d->assessment, request);
}

void LabSession::refresh() {
    if (d->nodes.empty()) {
        d->firstReadDone = true;
        QMetaObject::invokeMethod(this, &LabSession::assessmentChanged, Qt::QueuedConnection);
    }
    for (const Node& node : d->nodes) {
        d->pending.insert(node.name);
    }
    for (const Node& node : d->nodes) {
        d->read(node.name);
    }
}

void LabSession::startWatching() {
    if (!d->watching()) {
        d->watch();
    }
}

void LabSession::stopWatching() {
    for (Watcher* watcher : d->watchers) {
        delete watcher;
    }
    d->watchers.clear();
}

void LabSession::run(const plan::Request& request) {
    d->startRun(request);
}

void LabSession::cancel() {
    if (d->runner != nullptr) {
        d->runner->cancel();
    }
}

void LabSession::check(const QStringList& steps) {
    std::vector<std::pair<std::string, const lab::Check*>> checks;
    for (const QString& id : steps) {
        if (const lab::Step* step = d->lab.find(id.toStdString()); step != nullptr) {
            for (const lab::Check* check : d->currentChecks(*step)) {
                checks.emplace_back(step->id, check);
            }
        }
    }
    d->runChecks(checks);
}

void LabSession::checkOnly(const QString& step, const QStringList& checkIds) {
    std::vector<std::pair<std::string, const lab::Check*>> checks;
    if (const lab::Step* found = d->lab.find(step.toStdString()); found != nullptr) {
        for (const auto* list : {&found->before, &found->after}) {
            for (const lab::Check& check : *list) {
                if (checkIds.contains(QString::fromStdString(check.id))) {
                    checks.emplace_back(found->id, &check);
                }
            }
        }
    }
    d->runChecks(checks);
}

void LabSession::reconnect() {
    for (const Node& node : d->nodes) {
        if (node.shell->status().state != remote::LinkState::Connected) {
            node.shell->reconnect();
            if (node.streams) {
                node.streams->reconnect();
            }
        }
    }
}

}  // namespace podwire::session
