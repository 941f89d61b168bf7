// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/wiring.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>

#include "core/remote/read_only.h"
#include "core/ssh/ssh_shell.h"

namespace podwire::app {

std::string labsDirectory() {
    if (const QByteArray chosen = qgetenv("PODWIRE_LABS_DIR"); !chosen.isEmpty()) {
        return chosen.toStdString();
    }
    const QDir source(QStringLiteral(PODWIRE_SOURCE_LABS));
    if (source.exists()) {
        return source.absolutePath().toStdString();
    }
    const QDir programs(QCoreApplication::applicationDirPath());
    return QDir::cleanPath(programs.filePath(QStringLiteral("../share/podwire/labs"))).toStdString();
}

std::string defaultLab() {
    return labsDirectory() + "/service-networking";
}

std::string localLabScript() {
    return labsDirectory() + "/local/podwire-nodes";
}

lab::NodeFacts factsOf(const std::vector<nodes::NodeInfo>& nodes) {
    lab::NodeFacts facts;
    for (const nodes::NodeInfo& node : nodes) {
        facts[node.name + ".address"] = node.address;
        if (!node.interface.empty()) {
            facts[node.name + ".interface"] = node.interface;
        }
    }
    return facts;
}

std::unique_ptr<remote::Shell> openShell(const nodes::NodeInfo& node, const remote::HostKeyAsker& asker) {
    auto shell = ssh::makeShell(node.endpoint, asker);
    return node.readOnly ? remote::readOnly(std::move(shell)) : std::move(shell);
}

std::unique_ptr<session::LabSession> openSession(lab::Lab lab, const std::vector<nodes::NodeInfo>& nodes,
                                                 const remote::HostKeyAsker& asker) {
    std::vector<session::LabSession::Node> shells;
    for (const lab::NodeRole& role : lab.nodes) {
        const auto node =
            std::find_if(nodes.begin(), nodes.end(), [&](const auto& n) { return n.name == role.name; });
        if (node != nodes.end()) {
            shells.push_back({node->name, node->address, openShell(*node, asker), openShell(*node, asker),
                              node->readOnly});
        }
    }
    return std::make_unique<session::LabSession>(std::move(lab), std::move(shells));
}

}  // namespace podwire::app
