// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>

#include "core/nodes/local_lab.h"

namespace podwire::nodes {

Result<Progress> parseProgress(const std::string& line) {
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
    const auto text = [&object](const char* key) {
        return object.value(QLatin1String(key)).toString().toStdString();
    };
    const std::string event = text("event");
    Progress progress;
    progress.stage = text("stage");
    progress.node = text("node");
    progress.text = text("text");
    progress.percent = object.value(QLatin1String("percent")).toInt(-1);
    if (event == "done") {
        progress.kind = Progress::Kind::Done;
    } else if (event == "error") {
        progress.kind = Progress::Kind::Failed;
        progress.error = Error{ErrorKind::CommandFailed, text("message"), text("detail"), text("hint")};
    } else if (event != "progress") {
        return fail(ErrorKind::NotFound, "not a line of progress", line);
    }
    return progress;
}

}  // namespace podwire::nodes
