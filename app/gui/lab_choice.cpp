// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lab_choice.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

#include "core/nodes/lab_record.h"
#include "core/nodes/multipass_lab.h"
#include "core/nodes/own_files.h"

namespace podwire::app {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

nodes::LabChoice asked(const LaunchOptions& options) {
    const QString file =
        options.inventory.isEmpty() ? QString() : QFileInfo(options.inventory).absoluteFilePath();
    return {options.name.isEmpty() ? std::string("podwire") : options.name.toStdString(),
            options.provider.toStdString(), file.toStdString(), false};
}

/// The inventory that a lab of hosts was brought up with.
std::string recordedInventory(const std::string& name) {
    const auto record = nodes::readRecord(nodes::dataDirectory(), name);
    return record && *record ? (*record)->inventory : std::string();
}

QString addressOf(const remote::Endpoint& endpoint) {
    if (const auto* unixAddress = std::get_if<remote::UnixAddress>(&endpoint.address)) {
        return QString::fromStdString(unixAddress->path);
    }
    const auto& tcp = std::get<remote::TcpAddress>(endpoint.address);
    const QString words = Words::tr("%1, port %2").arg(QString::fromStdString(tcp.host)).arg(tcp.port);
    return endpoint.jump.hosts.empty()
               ? words
               : Words::tr("%1, by way of %2").arg(words, QString::fromStdString(endpoint.jump.hosts));
}

}  // namespace

nodes::LabChoice startingChoice(const LaunchOptions& options,
                                const std::optional<nodes::LabChoice>& remembered) {
    const bool isAsked =
        !options.name.isEmpty() || !options.provider.isEmpty() || !options.inventory.isEmpty();
    nodes::LabChoice choice = !isAsked && remembered ? *remembered : asked(options);
    choice.readOnly = choice.readOnly || options.readOnly;
    choice.provider = nodes::providerOf(choice).value_or("local");
    if (choice.provider == "ssh" && choice.inventory.empty()) {
        choice.inventory = recordedInventory(choice.name);
    }
    return choice;
}

Result<nodes::RunningLab> findNodes(const nodes::LabChoice& choice, const std::atomic<bool>& cancelled) {
    const nodes::RunProcess run = [&](const auto& request) { return nodes::runProcess(request, cancelled); };
    auto lab = nodes::findLab(choice, run);
    if (!lab || choice.provider != "multipass") {
        return lab;
    }
    nodes::MultipassLab machines({choice.name, nodes::dataDirectory(), {}}, run, cancelled, {});
    const auto status = machines.status();
    if (!status) {
        return fail(status.error());
    }
    if (status->state == "down") {
        return fail(ErrorKind::NotFound, "The machines of the lab '" + choice.name + "' are stopped", {},
                    "Start them.");
    }
    return lab;
}

QHash<QString, QString> addressesOf(const std::vector<nodes::NodeInfo>& nodes) {
    QHash<QString, QString> addresses;
    for (const nodes::NodeInfo& node : nodes) {
        addresses.insert(QString::fromStdString(node.name), addressOf(node.endpoint));
    }
    return addresses;
}

}  // namespace podwire::app
