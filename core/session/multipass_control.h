// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "core/base/error.h"
#include "core/nodes/process.h"
#include "core/session/aside.h"

namespace podwire::session {

/// Starts and stops a lab's virtual machines beside the thread that it lives on. One at a time. Deletes
/// nothing.
class MultipassControl : public QObject {
    Q_OBJECT
public:
    /// How a process runs; the flag turns true when it shall end.
    using Run = std::function<nodes::ProcessResult(const nodes::ProcessRequest&, const std::atomic<bool>&)>;

    explicit MultipassControl(Run run = &nodes::runProcess, QObject* parent = nullptr);

    [[nodiscard]] bool isBusy() const { return aside_.isBusy(); }

public Q_SLOTS:
    void up(const QString& name);
    void down(const QString& name);
    /// What was launched stays; finished(false, Cancelled) follows.
    void cancel();

Q_SIGNALS:
    /// `percent` is -1 when unknown.
    void progress(const QString& stage, const QString& node, const QString& text, int percent);
    void finished(bool ok, const podwire::Error& error);

private:
    void start(const QString& name, bool up);

    Run run_;
    Mail mail_{this};
    Aside aside_{this};
};

}  // namespace podwire::session
