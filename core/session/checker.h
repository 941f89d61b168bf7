// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "core/plan/evaluate.h"
#include "core/session/lab_session.h"
#include "core/session/post.h"

namespace podwire::session {

/// Runs checks, all side by side, and judges them.
class Checker : public QObject {
    Q_OBJECT
public:
    Checker(const std::vector<LabSession::Node>& nodes, QObject* parent = nullptr);
    /// The check must stay alive until finished() came for it.
    void run(const std::string& step, const lab::Check& check);
    [[nodiscard]] bool isIdle() const { return running_ == 0; }

Q_SIGNALS:
    void started(const QString& step, const QString& check);
    void finished(const podwire::plan::CheckResult& result);
    void allFinished();

private:
    void settle(const plan::CheckResult& result);

    std::vector<LabSession::Node> nodes_;
    int running_ = 0;
    Mail mail_{this};
};

}  // namespace podwire::session
