// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>

#include "core/base/error.h"

namespace podwire::session {

/// Starts and stops the local lab by running labs/local/podwire-nodes as root, with progress. One command at
/// a time.
class LocalLabControl : public QObject {
    Q_OBJECT
public:
    /// `script`: path of labs/local/podwire-nodes. `graphical`: ask for the password by pkexec instead of
    /// sudo.
    LocalLabControl(QString script, bool graphical, QObject* parent = nullptr);
    ~LocalLabControl() override;

    [[nodiscard]] bool isBusy() const;

public Q_SLOTS:
    void up(const QString& name);
    void down(const QString& name);
    /// Asks the command to stop; it cleans up behind itself and finished(false, Cancelled) follows.
    void cancel();

Q_SIGNALS:
    /// `percent` is -1 when unknown.
    void progress(const QString& stage, const QString& node, const QString& text, int percent);
    void finished(bool ok, const podwire::Error& error);

private:
    void start(const QString& verb, const QString& name);
    void readLines();
    void end(int exitCode, QProcess::ExitStatus status);

    QString script_;
    bool graphical_;
    bool cancelled_ = false;
    bool failed_ = false;
    Error error_;
    QByteArray errors_;
    QProcess process_;
};

}  // namespace podwire::session
