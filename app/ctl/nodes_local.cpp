// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QJsonDocument>
#include <QProcess>

#include "app/ctl/nodes_providers.h"
#include "app/ctl/output.h"
#include "app/wiring.h"
#include "core/nodes/local_lab.h"
#include "core/session/local_lab_control.h"

namespace podwire::ctl {
namespace {

int status(const Options& options) {
    QStringList argv;
    for (const std::string& word :
         nodes::localLabCommand(app::localLabScript(), "status", options.name, false)) {
        argv << js(word);
    }
    QProcess process;
    const QString program = argv.takeFirst();
    process.start(program, argv);
    if (!process.waitForStarted() || !process.waitForFinished()) {
        printError({ErrorKind::NotFound,
                    "The local lab's program could not be started",
                    process.errorString().toStdString(),
                    {}});
        return kFailed;
    }
    const QJsonObject lab = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    if (lab.isEmpty()) {
        printError({ErrorKind::CommandFailed,
                    "The local lab's program gave no status",
                    process.readAllStandardError().toStdString(),
                    {}});
        return kFailed;
    }
    const QString state = lab.value(QLatin1String("state")).toString();
    if (options.json) {
        printJson(lab);
    } else {
        printLine("local lab " + options.name + ": " + state.toStdString());
        std::vector<std::vector<std::string>> rows;
        for (const QJsonValue value : lab.value(QLatin1String("nodes")).toArray()) {
            const QJsonObject node = value.toObject();
            const auto text = [&node](const char* key) {
                return node.value(QLatin1String(key)).toString().toStdString();
            };
            rows.push_back({"  " + text("name"), text("state"), text("address"), text("socket")});
        }
        printTable(rows);
    }
    return state == QLatin1String("up") ? kDone : kUnreachable;
}

int change(const Options& options, bool up) {
    session::LocalLabControl control(js(app::localLabScript()), false);
    ProgressLine line(options.progress);
    QEventLoop loop;
    bool ok = false;
    Error error;
    QObject::connect(&control, &session::LocalLabControl::progress, &loop,
                     [&line](const QString&, const QString& node, const QString& text, int percent) {
                         std::string shown =
                             (node.isEmpty() ? QString() : node + QStringLiteral(": ")).toStdString();
                         shown += text.toStdString();
                         line.show(percent < 0 ? shown : shown + " (" + std::to_string(percent) + " %)");
                     });
    QObject::connect(
        &control, &session::LocalLabControl::finished, &loop,
        [&](bool done, const Error& why) {
            ok = done;
            error = why;
            loop.quit();
        },
        Qt::QueuedConnection);
    const QString name = js(options.name);
    up ? control.up(name) : control.down(name);
    loop.exec();
    if (!ok) {
        printError(error);
        return kFailed;
    }
    if (options.json) {
        printJson(QJsonObject{{js("name"), name}, {js("state"), js(up ? "up" : "down")}});
    } else {
        printLine("local lab " + options.name + " is " + (up ? "up" : "down"));
    }
    return kDone;
}

}  // namespace

int localNodes(const Options& options, const std::string& verb) {
    return verb == "status" ? status(options) : change(options, verb == "up");
}

}  // namespace podwire::ctl
