// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/process.h"

#include <QElapsedTimer>
#include <QProcess>

namespace podwire::nodes {
namespace {

using Ending = ProcessResult::Ending;

constexpr int kLookAgain = 100;  ///< milliseconds until `cancelled` is looked at again
constexpr int kPatience = 3000;  ///< milliseconds that a program gets to stop by itself

Ending waitFor(QProcess& process, const ProcessRequest& request, const std::atomic<bool>& cancelled) {
    QElapsedTimer timer;
    timer.start();
    while (!process.waitForFinished(kLookAgain)) {
        if (process.state() == QProcess::NotRunning) {
            break;
        }
        if (cancelled || timer.elapsed() >= request.deadline.count()) {
            process.terminate();
            if (!process.waitForFinished(kPatience)) {
                process.kill();
                process.waitForFinished(kPatience);
            }
            return cancelled ? Ending::Cancelled : Ending::Timeout;
        }
    }
    return process.exitStatus() == QProcess::NormalExit ? Ending::Exit : Ending::Crashed;
}

}  // namespace

ProcessResult runProcess(const ProcessRequest& request, const std::atomic<bool>& cancelled) {
    ProcessResult result;
    if (cancelled) {
        result.ending = Ending::Cancelled;
        return result;
    }
    QStringList arguments;
    for (const std::string& word : request.argv) {
        arguments << QString::fromStdString(word);
    }
    const QString program = arguments.takeFirst();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForStarted()) {
        result.ending = Ending::NotStarted;
        result.err = process.errorString().toStdString();
        return result;
    }
    process.write(QByteArray::fromStdString(request.input));
    process.closeWriteChannel();
    result.ending = waitFor(process, request, cancelled);
    result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput().toStdString();
    result.err = process.readAllStandardError().toStdString();
    return result;
}

}  // namespace podwire::nodes
