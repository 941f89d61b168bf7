// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/provider_words.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace podwire::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

bool isMultipass(const QString& provider) {
    return provider == QLatin1String("multipass");
}

bool isHosts(const QString& provider) {
    return provider == QLatin1String("ssh");
}

}  // namespace

QString providerName(const QString& provider, const QString& inventory) {
    if (isHosts(provider)) {
        return inventory.isEmpty() ? Words::tr("inventory") : QFileInfo(inventory).fileName();
    }
    return isMultipass(provider) ? Words::tr("Multipass") : Words::tr("local lab");
}

QString stopWord(const QString& provider) {
    return isHosts(provider) ? Words::tr("Disconnect") : Words::tr("Stop lab");
}

QString stopQuestion(const QString& provider) {
    if (isHosts(provider)) {
        return Words::tr(
            "Disconnect from these hosts? They stay as they are, with what was applied on them.");
    }
    if (isMultipass(provider)) {
        return Words::tr(
            "Stop the lab? Its virtual machines shut down: rules and routes go away, files stay. Nothing is "
            "deleted.");
    }
    return Words::tr("Stop the lab? Its nodes go away with everything that was applied on them.");
}

QString providerText(const QString& provider) {
    if (isHosts(provider)) {
        return Words::tr(
            "Machines that are there already, reached by SSH and listed in a YAML file. The chapter's "
            "commands "
            "change their rules, routes and files: take machines that nobody else needs, or mark them as "
            "read-only and look only.");
    }
    if (isMultipass(provider)) {
        return Words::tr(
            "Three virtual machines on this computer: host, node1 and node2, each with Ubuntu 24.04, one "
            "processor, 1 GB of memory and 5 GB of disk. Nothing on the computer itself changes. Their host "
            "keys are read from inside the machines, so there is nothing to compare.");
    }
    return Words::tr(
        "Three small Linux machines on this computer: host, node1 and node2. Each boots its own system with "
        "SSH, iptables and conntrack. Their network is closed: nothing leaks out, nothing on this computer "
        "changes, and stopping the lab removes it all.");
}

QString providerCost(const QString& provider) {
    if (isHosts(provider)) {
        return Words::tr("The login user needs sudo without a password.");
    }
    if (isMultipass(provider)) {
        return Words::tr(
            "The first start downloads an image and installs packages, which takes some minutes. Stopping "
            "keeps the machines; podwirectl nodes down --purge deletes them.");
    }
    return Words::tr(
        "Starting needs administrator rights, once. The first start builds the machines' image, which takes "
        "a minute or two; later starts take seconds.");
}

}  // namespace podwire::ui
