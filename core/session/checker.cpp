// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/checker.h"

#include <algorithm>
#include <cmath>

namespace podwire::session {
namespace {

/// Time enough for every request of the check to run into its own time-out, and some more for a slow node.
std::chrono::milliseconds deadlineOf(const lab::Check& check) {
    int requests = 1;
    if (const auto* http = std::get_if<lab::HttpCheck>(&check.what)) {
        requests = http->requests;
    } else if (const auto* ping = std::get_if<lab::PingCheck>(&check.what)) {
        requests = ping->count;
    }
    const double seconds = 30 + std::ceil(2 * check.timeoutSeconds) * requests;
    return std::chrono::milliseconds(static_cast<long>(seconds * 1000));
}

}  // namespace

Checker::Checker(const std::vector<LabSession::Node>& nodes, QObject* parent)
    : QObject(parent), nodes_(nodes) {}

void Checker::run(const std::string& step, const lab::Check& check) {
    const auto node =
        std::find_if(nodes_.begin(), nodes_.end(), [&](const auto& one) { return one.name == check.node; });
    ++running_;
    Q_EMIT started(QString::fromStdString(step), QString::fromStdString(check.id));
    if (node == nodes_.end()) {
        remote::Outcome outcome;
        outcome.reason = "there is no node " + check.node;
        settle(plan::evaluate(step, check, outcome));
        return;
    }
    remote::Command command;
    command.argv = {"bash", "-c", plan::checkScript(check)};
    command.deadline = deadlineOf(check);
    node->shell->run(std::move(command),
                     [this, step, &check, way = mail_.way()](const remote::Outcome& outcome) {
                         way([this, step, &check, outcome] { settle(plan::evaluate(step, check, outcome)); });
                     });
}

void Checker::settle(const plan::CheckResult& result) {
    Q_EMIT finished(result);
    if (--running_ == 0) {
        Q_EMIT allFinished();
    }
}

}  // namespace podwire::session
