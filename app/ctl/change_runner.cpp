// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/change_runner.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonObject>

#include "app/ctl/output.h"

namespace podwire::ctl {
namespace {

void showCommand(const session::CommandReport& report) {
    const QString mark = report.ok ? QStringLiteral("ok") : QStringLiteral("exit %1").arg(report.exitCode);
    const QString command = report.command.trimmed();
    const qsizetype lines = command.count(u'\n');
    printLine(QStringLiteral("  %1  %2 ms  %3  %4%5")
                  .arg(report.node, -6)
                  .arg(report.milliseconds, 4, 'f', 0)
                  .arg(mark, command.section(u'\n', 0, 0),
                       lines > 0 ? QStringLiteral("  (+%1 lines)").arg(lines) : QString())
                  .toStdString());
}

QJsonObject toJson(const session::CommandReport& report) {
    return {{js("step"), report.step},
            {js("node"), report.node},
            {js("command"), report.command},
            {js("exit"), report.exitCode},
            {js("milliseconds"), report.milliseconds},
            {js("out"), report.out},
            {js("err"), report.err}};
}

std::string joined(const std::vector<std::string>& items) {
    std::string all;
    for (const std::string& item : items) {
        all += all.empty() ? item : ", " + item;
    }
    return all;
}

/// What was kept and for whom, and what changed without being named; by ids, for the next command line.
std::vector<std::string> notesOn(const plan::Plan& plan) {
    std::vector<std::string> notes;
    for (const plan::Kept& kept : plan.kept) {
        notes.push_back("kept on " + kept.resource->node + " for " + joined(kept.wantedBy) + ": " +
                        kept.resource->command);
    }
    if (!plan.broughtAlong.empty()) {
        notes.push_back("changes as well: " + joined(plan.broughtAlong));
    }
    return notes;
}

QJsonObject toJson(const session::RunReport& report, const std::vector<session::CommandReport>& commands) {
    QJsonArray list;
    for (const session::CommandReport& command : commands) {
        list.append(toJson(command));
    }
    QJsonArray notes;
    for (const std::string& note : notesOn(report.plan)) {
        notes.append(js(note));
    }
    QJsonObject object{{js("ok"), report.ok},
                       {js("changed"), report.commands > 0},
                       {js("seconds"), report.seconds},
                       {js("commands"), list},
                       {js("notes"), notes}};
    if (!report.ok) {
        object.insert(js("error"), js(report.error.message));
        object.insert(js("detail"), js(report.error.detail));
    }
    return object;
}

std::string summary(const session::RunReport& report) {
    if (report.commands == 0) {
        return "Nothing to do: all is as asked.";
    }
    const QString count = report.commands == 1 ? QStringLiteral("1 command")
                                               : QStringLiteral("%1 commands").arg(report.commands);
    return QStringLiteral("%1 in %2 s").arg(count).arg(report.seconds, 0, 'f', 2).toStdString();
}

}  // namespace

session::RunReport carryOut(session::LabSession& session, const plan::Request& request,
                            std::vector<session::CommandReport>* commands) {
    QEventLoop loop;
    session::RunReport result;
    bool done = false;
    QObject::connect(&session, &session::LabSession::commandFinished, &loop,
                     [commands](const session::CommandReport& report) { commands->push_back(report); });
    QObject::connect(&session, &session::LabSession::runFinished, &loop,
                     [&](const session::RunReport& report) {
                         result = report;
                         done = true;
                         loop.quit();
                     });
    session.run(request);
    if (!done) {
        loop.exec();
    }
    return result;
}

int changeNodes(session::LabSession& session, const plan::Request& request, const Options& options) {
    if (!options.json) {
        QObject::connect(&session, &session::LabSession::commandFinished, &session, showCommand);
    }
    std::vector<session::CommandReport> commands;
    const session::RunReport report = carryOut(session, request, &commands);
    if (options.json) {
        printJson(toJson(report, commands));
    } else {
        for (const std::string& note : notesOn(report.plan)) {
            printLine("  " + note);
        }
        if (report.ok) {
            printLine(summary(report));
        }
    }
    if (!report.ok) {
        printError(report.error);
        return report.error.kind == ErrorKind::NotFound ? static_cast<int>(kWrongUse)
                                                        : exitStatusFor(report.error);
    }
    return kDone;
}

void showPlan(const plan::Plan& plan, bool json) {
    QJsonArray list;
    for (const plan::Stage& stage : plan.stages) {
        for (const plan::Action& action : stage.actions) {
            if (action.command.empty()) {
                continue;
            }
            list.append(QJsonObject{{js("step"), js(action.step)},
                                    {js("node"), js(action.node)},
                                    {js("command"), js(action.command)}});
            if (!json) {
                printLine(action.step + "  " + action.node + "$ " + action.command);
            }
        }
    }
    if (json) {
        printJson(list);
        return;
    }
    for (const plan::Kept& kept : plan.kept) {
        printLine("kept on " + kept.resource->node + " for " + kept.wantedBy.front() + ": " +
                  kept.resource->command);
    }
    if (plan.isEmpty()) {
        printLine("Nothing to do: all is as asked.");
    }
}

}  // namespace podwire::ctl
