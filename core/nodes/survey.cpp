// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/survey.h"

#include <QStandardPaths>

#include "core/nodes/local_lab.h"
#include "core/nodes/multipass.h"
#include "core/nodes/own_files.h"
#include "core/nodes/running_lab.h"

namespace podwire::nodes {

LocalSurvey surveyLocal(const std::string& lab) {
    const auto found = findLocalLab(lab);
    if (found) {
        return {true, {}};
    }
    if (found.error().kind != ErrorKind::NotFound) {
        return {false, found.error()};
    }
    if (QStandardPaths::findExecutable(QStringLiteral("systemd-nspawn")).isEmpty()) {
        return {false, Error{ErrorKind::NotFound,
                             "systemd-nspawn is not installed",
                             {},
                             "Install it: sudo apt install systemd-container"}};
    }
    return {};
}

MultipassSurvey surveyMultipass(const std::string& lab, const RunProcess& run,
                                const std::atomic<bool>& cancelled) {
    MultipassSurvey survey;
    const auto version = Multipass(run).version();
    if (!version) {
        survey.trouble = version.error();
        return survey;
    }
    survey.version = version->client;
    MultipassLab machines({lab, dataDirectory(), {}}, run, cancelled, {});
    auto status = machines.status();
    if (status) {
        survey.status = std::move(*status);
    } else {
        survey.trouble = status.error();
    }
    return survey;
}

InventorySurvey surveyInventory(const std::string& path) {
    if (path.empty()) {
        return {};
    }
    auto inventory = loadInventory(path);
    if (!inventory) {
        return {{}, inventoryError(inventory.error())};
    }
    return {std::move(inventory->nodes), {}};
}

}  // namespace podwire::nodes
