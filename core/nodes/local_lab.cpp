// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/local_lab.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace podwire::nodes {
namespace {

std::string text(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String(key)).toString().toStdString();
}

NodeInfo readNode(const QJsonObject& node, const QJsonObject& lab, const std::string& labName) {
    NodeInfo info;
    info.name = text(node, "name");
    info.address = text(node, "address");
    info.interface = text(node, "interface");
    info.endpoint.name = info.name;
    info.endpoint.address = remote::UnixAddress{text(node, "socket")};
    info.endpoint.hostKeyAlias = info.name + "." + labName;
    info.endpoint.user = text(lab, "user");
    info.endpoint.identities = {text(lab, "identity")};
    info.endpoint.useAgent = false;
    info.endpoint.knownHosts = text(lab, "known_hosts");
    return info;
}

}  // namespace

Result<LocalLab> findLocalLab(const std::string& name) {
    if (!isLabName(name)) {
        return fail(ErrorKind::InvalidInput, "'" + name + "' is not a lab's name", {},
                    "Use lower-case letters, digits and dashes, a letter first, at most 15.");
    }
    const QString directory = QStringLiteral("/run/podwire/") + QString::fromStdString(name);
    if (!QFileInfo::exists(directory)) {
        return fail(
            ErrorKind::NotFound, "The local lab '" + name + "' is not up", {},
            "Start it: podwirectl nodes up" + (name == "podwire" ? std::string() : " --name " + name));
    }
    QFile file(directory + QStringLiteral("/lab.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        const bool ours = QFileInfo(directory).isReadable();
        return fail(ours ? ErrorKind::NotFound : ErrorKind::Permission,
                    "The local lab '" + name + "' " + (ours ? "is not ready" : "belongs to another user"),
                    file.errorString().toStdString(),
                    ours ? "Start it again: podwirectl nodes up" : "Choose another name with --name.");
    }
    QJsonParseError error{};
    const QJsonObject lab = QJsonDocument::fromJson(file.readAll(), &error).object();
    LocalLab found{name, {}};
    for (const QJsonValue node : lab.value(QLatin1String("nodes")).toArray()) {
        found.nodes.push_back(readNode(node.toObject(), lab, name));
    }
    if (error.error != QJsonParseError::NoError || found.nodes.empty()) {
        return fail(ErrorKind::InvalidInput, file.fileName().toStdString() + " cannot be read",
                    error.errorString().toStdString(),
                    "Stop the lab and start it again: podwirectl nodes down");
    }
    return found;
}

}  // namespace podwire::nodes
