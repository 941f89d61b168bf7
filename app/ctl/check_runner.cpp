// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/check_runner.h"

#include <QEventLoop>
#include <algorithm>

#include "app/ctl/output.h"

namespace podwire::ctl {

void CheckRunner::run(const QStringList& steps) {
    QEventLoop loop;
    QObject::connect(&session_, &session::LabSession::checkFinished, &loop,
                     [this](const plan::CheckResult& result) {
                         results_.push_back(result);
                         show(result);
                     });
    bool done = false;
    QObject::connect(&session_, &session::LabSession::checksFinished, &loop, [&] {
        done = true;
        loop.quit();
    });
    session_.check(steps);
    if (!done) {
        loop.exec();
    }
}

void CheckRunner::show(const plan::CheckResult& result) const {
    if (show_ == Show::Nothing) {
        return;
    }
    printLine("    " + std::string(result.ok ? "ok      " : "DIFFERS ") + result.title + ": " + result.found);
    if (!result.ok) {
        printLine("            expected: " + result.expected);
        if (!result.evidence.empty()) {
            printLine("            " +
                      js(result.evidence).replace(u'\n', QStringLiteral("\n            ")).toStdString());
        }
    }
}

std::size_t CheckRunner::failed() const {
    return static_cast<std::size_t>(std::count_if(results_.begin(), results_.end(),
                                                  [](const plan::CheckResult& one) { return !one.ok; }));
}

QJsonArray CheckRunner::json() const {
    QJsonArray list;
    for (const plan::CheckResult& one : results_) {
        list.append(QJsonObject{{js("step"), js(one.step)},
                                {js("check"), js(one.check)},
                                {js("title"), js(one.title)},
                                {js("expected"), js(one.expected)},
                                {js("found"), js(one.found)},
                                {js("evidence"), js(one.evidence)},
                                {js("ok"), one.ok},
                                {js("seconds"), one.seconds}});
    }
    return list;
}

}  // namespace podwire::ctl
