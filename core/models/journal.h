// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <optional>
#include <vector>

#include "core/session/lab_session.h"

namespace podwire::models {

/// A check's last result, and what has happened to it since.
struct CheckRecord {
    std::optional<plan::CheckResult> result;  ///< nothing: it never ran
    QDateTime when;
    bool running = false;
    bool stale = false;  ///< a step changed its state after the check ended
};

/// The last run, as far as it came.
struct RunRecord {
    plan::Request request;
    std::vector<session::CommandReport> commands;  ///< in the order of their start
    bool finished = false;
    session::RunReport report;  ///< once finished
};

/// Remembers what a session reported, so that a page that is opened later can show it: the last result of
/// every command and check, and the last run. Forgets nothing but what newer reports replace.
class Journal : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Listens to a session. Forgets what it knew.
    void follow(const session::LabSession* session);

    /// Null when the command was never run on this node.
    [[nodiscard]] const session::CommandReport* command(const QString& node, const QString& command) const;
    [[nodiscard]] CheckRecord check(const QString& checkId) const { return checks_.value(checkId); }
    [[nodiscard]] const std::optional<RunRecord>& lastRun() const { return run_; }

    void noteRunStarted(const plan::Request& request);
    void noteCommand(const session::CommandReport& report);
    void noteRunFinished(const session::RunReport& report);
    void noteCheckStarted(const QString& check);
    void noteCheckFinished(const plan::CheckResult& result);
    void noteChecksFinished();
    void noteStates(const plan::Assessment& assessment);

Q_SIGNALS:
    void commandChanged(const podwire::session::CommandReport& report);
    void checkChanged(const QString& check);
    void runChanged();

private:
    void forget();

    QHash<QString, session::CommandReport> commands_;
    QHash<QString, CheckRecord> checks_;
    QSet<QString> running_;
    QHash<QString, plan::StepState> states_;
    std::optional<RunRecord> run_;
    const session::LabSession* session_ = nullptr;
};

}  // namespace podwire::models
