// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/journal.h"

#include <algorithm>

namespace podwire::models {
namespace {

QString keyOf(const QString& node, const QString& command) {
    return node + QLatin1Char('\n') + command;
}

}  // namespace

void Journal::follow(const session::LabSession* session) {
    if (session_ != nullptr) {
        disconnect(session_, nullptr, this, nullptr);
    }
    session_ = session;
    forget();
    if (session == nullptr) {
        return;
    }
    using session::LabSession;
    connect(session, &QObject::destroyed, this, [this] { session_ = nullptr; });
    connect(session, &LabSession::runStarted, this, &Journal::noteRunStarted);
    connect(session, &LabSession::commandStarted, this, &Journal::noteCommand);
    connect(session, &LabSession::commandFinished, this, &Journal::noteCommand);
    connect(session, &LabSession::runFinished, this, &Journal::noteRunFinished);
    connect(session, &LabSession::checkStarted, this,
            [this](const QString&, const QString& check) { noteCheckStarted(check); });
    connect(session, &LabSession::checkFinished, this, &Journal::noteCheckFinished);
    connect(session, &LabSession::checksFinished, this, &Journal::noteChecksFinished);
    connect(session, &LabSession::assessmentChanged, this, [this] { noteStates(*session_->assessment()); });
}

void Journal::forget() {
    commands_.clear();
    checks_.clear();
    running_.clear();
    states_.clear();
    run_.reset();
}

const session::CommandReport* Journal::command(const QString& node, const QString& command) const {
    const auto found = commands_.constFind(keyOf(node, command));
    return found == commands_.constEnd() ? nullptr : &*found;
}

void Journal::noteRunStarted(const plan::Request& request) {
    run_ = RunRecord{request, {}, false, {}};
    Q_EMIT runChanged();
}

void Journal::noteCommand(const session::CommandReport& report) {
    commands_.insert(keyOf(report.node, report.command), report);
    if (run_ && !run_->finished) {
        auto& known = run_->commands;
        const auto same = std::find_if(known.begin(), known.end(), [&](const session::CommandReport& r) {
            return r.index == report.index;
        });
        if (same == known.end()) {
            known.push_back(report);
        } else {
            *same = report;
        }
        Q_EMIT runChanged();
    }
    Q_EMIT commandChanged(report);
}

void Journal::noteRunFinished(const session::RunReport& report) {
    if (!run_ || run_->finished) {
        run_ = RunRecord{report.request, {}, false, {}};
    }
    run_->finished = true;
    run_->report = report;
    Q_EMIT runChanged();
}

void Journal::noteCheckStarted(const QString& check) {
    checks_[check].running = true;
    running_.insert(check);
    Q_EMIT checkChanged(check);
}

void Journal::noteCheckFinished(const plan::CheckResult& result) {
    const QString id = QString::fromStdString(result.check);
    checks_[id] = CheckRecord{result, QDateTime::currentDateTime(), false, false};
    running_.remove(id);
    Q_EMIT checkChanged(id);
}

void Journal::noteChecksFinished() {
    const QSet<QString> left = std::exchange(running_, {});
    for (const QString& check : left) {
        checks_[check].running = false;
        Q_EMIT checkChanged(check);
    }
}

void Journal::noteStates(const plan::Assessment& assessment) {
    bool changed = false;
    for (const auto& [id, status] : assessment.steps) {
        if (status.state == plan::StepState::Unknown) {
            continue;
        }
        const QString step = QString::fromStdString(id);
        const auto known = states_.constFind(step);
        changed = changed || (known != states_.constEnd() && *known != status.state);
        states_.insert(step, status.state);
    }
    if (!changed) {
        return;
    }
    for (auto check = checks_.begin(); check != checks_.end(); ++check) {
        if (check->result && !check->stale) {
            check->stale = true;
            Q_EMIT checkChanged(check.key());
        }
    }
}

}  // namespace podwire::models
