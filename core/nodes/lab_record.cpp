// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/lab_record.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "core/nodes/own_files.h"

namespace podwire::nodes {
namespace {

std::string pathOf(const std::string& directory, const std::string& lab) {
    return directory + "/labs/" + lab + ".json";
}

QJsonObject toJson(const RecordedInstance& one) {
    return {{QStringLiteral("node"), QString::fromStdString(one.node)},
            {QStringLiteral("instance"), QString::fromStdString(one.instance)},
            {QStringLiteral("address"), QString::fromStdString(one.address)},
            {QStringLiteral("interface"), QString::fromStdString(one.interface)}};
}

RecordedInstance fromJson(const QJsonObject& object) {
    const auto text = [&object](const char* key) {
        return object.value(QLatin1String(key)).toString().toStdString();
    };
    return {text("node"), text("instance"), text("address"), text("interface")};
}

}  // namespace

bool LabRecord::made(const std::string& instance) const {
    return std::any_of(instances.begin(), instances.end(),
                       [&](const auto& one) { return one.instance == instance; });
}

Result<std::optional<LabRecord>> readRecord(const std::string& directory, const std::string& lab) {
    QFile file(QString::fromStdString(pathOf(directory, lab)));
    if (!file.exists()) {
        return std::optional<LabRecord>();
    }
    const bool open = file.open(QIODevice::ReadOnly);
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    LabRecord record;
    record.provider = object.value(QLatin1String("provider")).toString().toStdString();
    record.inventory = object.value(QLatin1String("inventory")).toString().toStdString();
    for (const QJsonValue one : object.value(QLatin1String("instances")).toArray()) {
        record.instances.push_back(fromJson(one.toObject()));
    }
    if (!open || (record.provider != "multipass" && record.provider != "ssh")) {
        return fail(ErrorKind::InvalidInput, file.fileName().toStdString() + " cannot be understood",
                    file.errorString().toStdString(),
                    "It says which virtual machines Podwire made for the lab '" + lab +
                        "': look at `multipass list` before you remove it.");
    }
    return std::optional(std::move(record));
}

Result<void> writeRecord(const std::string& directory, const std::string& lab, const LabRecord& record) {
    QJsonArray instances;
    for (const RecordedInstance& one : record.instances) {
        instances.append(toJson(one));
    }
    const QJsonObject object{{QStringLiteral("provider"), QString::fromStdString(record.provider)},
                             {QStringLiteral("inventory"), QString::fromStdString(record.inventory)},
                             {QStringLiteral("instances"), instances}};
    return writeOwnFile(pathOf(directory, lab), QJsonDocument(object).toJson().toStdString());
}

void removeRecord(const std::string& directory, const std::string& lab) {
    QFile::remove(QString::fromStdString(pathOf(directory, lab)));
}

}  // namespace podwire::nodes
