// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "core/lab/lab.h"
#include "core/plan/evaluate.h"
#include "core/plan/plan.h"
#include "core/remote/shell.h"

namespace podwire::session {

class Doctor;

/// A node as the session sees it now.
struct NodeStatus {
    QString name;
    QString address;  ///< for people: "10.30.45.100" or the socket's path
    remote::LinkStatus link;
    QDateTime lastRead;     ///< invalid: never
    QString problem;        ///< why the last read failed; empty: it did not
    bool readOnly = false;  ///< every change of it is refused
};

/// One command of a plan, before and after it ran.
struct CommandReport {
    int index = 0;  ///< within the run, from 0
    QString step;
    QString node;
    QString command;
    bool finished = false;
    bool ok = false;
    int exitCode = -1;
    double milliseconds = 0;  ///< as measured on the node
    QString out;
    QString err;
};

/// How a run ended.
struct RunReport {
    plan::Request request;
    bool ok = false;
    bool changedNothing = false;  ///< all was as asked before it began
    int commands = 0;             ///< that ran
    double seconds = 0;
    Error error;      ///< when not ok
    plan::Plan plan;  ///< that was carried out, as far as it came; points into the session's lab
};

struct LogEntry {
    enum class Level { Info, Warning, Problem };
    QDateTime when;
    Level level = Level::Info;
    QString node;  ///< may be empty
    QString text;
};

/// Ties a lab to its nodes: keeps their state read, carries plans out, runs checks. Lives on one thread (the
/// GUI's) and never blocks it; all work happens on the nodes' Shells. One run at a time; checks may run
/// beside it.
class LabSession : public QObject {
    Q_OBJECT
public:
    struct Node {
        std::string name;
        std::string address;  ///< for people
        std::shared_ptr<remote::Shell> shell;
        /// For commands that run on and on and may say much; a connection of its own, so that no other
        /// command waits for them.
        std::shared_ptr<remote::Shell> streams;
        bool readOnly = false;  ///< the Shells refuse every change
    };

    LabSession(lab::Lab lab, std::vector<Node> nodes, QObject* parent = nullptr);
    ~LabSession() override;

    [[nodiscard]] const lab::Lab& lab() const;
    [[nodiscard]] std::vector<NodeStatus> nodes() const;
    /// The ways to the nodes, in the lab's order.
    [[nodiscard]] const std::vector<Node>& shells() const;
    /// Never null. All states are Unknown until the first read.
    [[nodiscard]] std::shared_ptr<const plan::Assessment> assessment() const;
    [[nodiscard]] bool isBusy() const;  ///< a run is under way
    [[nodiscard]] bool isFirstReadDone() const;

    /// Looks for faults and mends them, beside whatever else goes on. What it does is logged here.
    [[nodiscard]] Doctor& doctor();

    /// What a request would do, from the last read.
    [[nodiscard]] Result<plan::Plan> preview(const plan::Request& request) const;

public Q_SLOTS:
    /// Reads all nodes. assessmentChanged follows when all have answered or failed.
    void refresh();
    /// Follows changes on the nodes: a change made by anybody is read within a second. Costs one idle channel
    /// a node.
    void startWatching();
    void stopWatching();
    /// Carries a request out on the nodes' state as it is then, holding the nodes' lock. runFinished follows.
    /// A refused request (busy) ends at once with ErrorKind::Conflict.
    void run(const podwire::plan::Request& request);
    /// Stops the run after the command that is under way.
    void cancel();
    /// Runs the checks of a step: `after` ones when it is applied, else `before` ones; only those that count
    /// now. checkFinished for each, then checksFinished.
    void check(const QStringList& steps);
    /// Runs exactly these checks (Check::id of one step), whether they count or not.
    void checkOnly(const QString& step, const QStringList& checkIds);
    /// Tries again at once to reach nodes that are lost or refused.
    void reconnect();

Q_SIGNALS:
    void assessmentChanged();
    void nodeChanged(const QString& node);
    void commandStarted(const podwire::session::CommandReport& report);
    void commandFinished(const podwire::session::CommandReport& report);
    void runStarted(const podwire::plan::Request& request);
    void runFinished(const podwire::session::RunReport& report);
    void checkStarted(const QString& step, const QString& check);
    void checkFinished(const podwire::plan::CheckResult& result);
    void checksFinished();
    void logged(const podwire::session::LogEntry& entry);

private:
    class Private;
    std::unique_ptr<Private> d;
};

}  // namespace podwire::session
