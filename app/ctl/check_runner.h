// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QStringList>
#include <vector>

#include "core/session/lab_session.h"

namespace podwire::ctl {

/// Runs the checks of steps and waits for them.
class CheckRunner {
public:
    enum class Show { Nothing, Lines };

    CheckRunner(session::LabSession& session, Show show) : session_(session), show_(show) {}

    void run(const QStringList& steps);

    [[nodiscard]] const std::vector<plan::CheckResult>& results() const { return results_; }
    [[nodiscard]] std::size_t failed() const;
    [[nodiscard]] QJsonArray json() const;

private:
    void show(const plan::CheckResult& result) const;

    session::LabSession& session_;
    Show show_;
    std::vector<plan::CheckResult> results_;
};

}  // namespace podwire::ctl
