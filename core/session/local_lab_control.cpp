// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/local_lab_control.h"

#include "core/nodes/local_lab.h"

namespace podwire::session {

LocalLabControl::LocalLabControl(QString script, bool graphical, QObject* parent)
    : QObject(parent), script_(std::move(script)), graphical_(graphical) {
    connect(&process_, &QProcess::readyReadStandardOutput, this, &LocalLabControl::readLines);
    connect(&process_, &QProcess::readyReadStandardError, this,
            [this] { errors_ = (errors_ + process_.readAllStandardError()).right(4096); });
    connect(&process_, &QProcess::finished, this, &LocalLabControl::end);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            Q_EMIT finished(false,
                            Error{ErrorKind::NotFound, "The local lab's program could not be started",
                                  process_.errorString().toStdString(), "Is sudo (or pkexec) installed?"});
        }
    });
}

LocalLabControl::~LocalLabControl() {
    process_.disconnect(this);
    if (isBusy()) {
        process_.terminate();
        process_.waitForFinished(3000);
    }
}

bool LocalLabControl::isBusy() const {
    return process_.state() != QProcess::NotRunning;
}

void LocalLabControl::up(const QString& name) {
    start(QStringLiteral("up"), name);
}

void LocalLabControl::down(const QString& name) {
    start(QStringLiteral("down"), name);
}

void LocalLabControl::start(const QString& verb, const QString& name) {
    if (isBusy()) {
        Q_EMIT finished(
            false, Error{ErrorKind::Conflict, "The local lab is being started or stopped already", {}, {}});
        return;
    }
    cancelled_ = false;
    failed_ = false;
    error_ = {};
    errors_.clear();
    QStringList argv;
    for (const std::string& word :
         nodes::localLabCommand(script_.toStdString(), verb.toStdString(), name.toStdString(), graphical_)) {
        argv << QString::fromStdString(word);
    }
    const QString program = argv.takeFirst();
    process_.setStandardInputFile(graphical_ ? QProcess::nullDevice() : QString());
    process_.start(program, argv);
}

void LocalLabControl::cancel() {
    if (isBusy()) {
        cancelled_ = true;
        process_.terminate();
    }
}

void LocalLabControl::readLines() {
    while (process_.canReadLine()) {
        const auto line = nodes::parseProgress(process_.readLine().toStdString());
        if (!line) {
            continue;
        }
        if (line->kind == nodes::Progress::Kind::Failed) {
            failed_ = true;
            error_ = line->error;
        } else if (line->kind == nodes::Progress::Kind::Progress) {
            Q_EMIT progress(QString::fromStdString(line->stage), QString::fromStdString(line->node),
                            QString::fromStdString(line->text), line->percent);
        }
    }
}

void LocalLabControl::end(int exitCode, QProcess::ExitStatus status) {
    readLines();
    if (status == QProcess::NormalExit && exitCode == 0) {
        Q_EMIT finished(true, {});
        return;
    }
    if (cancelled_) {
        error_ = Error{ErrorKind::Cancelled, "Cancelled", {}, {}};
    } else if (!failed_) {
        error_ = Error{ErrorKind::CommandFailed,
                       "The local lab's program ended with status " + std::to_string(exitCode),
                       errors_.toStdString(),
                       {}};
    }
    Q_EMIT finished(false, error_);
}

}  // namespace podwire::session
