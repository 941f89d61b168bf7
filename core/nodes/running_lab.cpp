// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/running_lab.h"

#include "core/nodes/inventory.h"
#include "core/nodes/lab_record.h"
#include "core/nodes/local_lab.h"
#include "core/nodes/multipass_lab.h"
#include "core/nodes/own_files.h"

namespace podwire::nodes {
namespace {

Result<RunningLab> findLocal(const LabChoice& choice) {
    auto lab = findLocalLab(choice.name);
    if (!lab) {
        return fail(lab.error());
    }
    return RunningLab{choice.name, "local", std::move(lab->nodes)};
}

Result<RunningLab> findMultipass(const LabChoice& choice) {
    const auto record = readRecord(dataDirectory(), choice.name);
    if (!record) {
        return fail(record.error());
    }
    RunningLab lab{choice.name, "multipass", {}};
    if (*record && (*record)->provider == "multipass") {
        lab.nodes = multipassNodes(dataDirectory(), choice.name, **record);
    }
    if (lab.nodes.empty()) {
        return fail(ErrorKind::NotFound, "The lab '" + choice.name + "' is not up with Multipass", {},
                    "Start it: podwirectl nodes up --provider multipass" +
                        (choice.name == "podwire" ? std::string() : " --name " + choice.name));
    }
    return lab;
}

Result<RunningLab> findHosts(const LabChoice& choice, const RunProcess& run) {
    std::string path = choice.inventory;
    if (path.empty()) {
        const auto record = readRecord(dataDirectory(), choice.name);
        if (!record) {
            return fail(record.error());
        }
        path = *record ? (*record)->inventory : std::string();
    }
    if (path.empty()) {
        return fail(ErrorKind::NotFound, "The lab '" + choice.name + "' has no hosts", {},
                    "Name them: --inventory FILE");
    }
    const auto inventory = loadInventory(path);
    if (!inventory) {
        return fail(inventoryError(inventory.error()));
    }
    auto nodes = resolveInventory(*inventory, run);
    if (!nodes) {
        return fail(nodes.error());
    }
    return RunningLab{choice.name, "ssh", std::move(*nodes)};
}

Result<RunningLab> find(const LabChoice& choice, const RunProcess& run) {
    const auto provider = providerOf(choice);
    if (!provider) {
        return fail(provider.error());
    }
    return *provider == "multipass" ? findMultipass(choice)
           : *provider == "ssh"     ? findHosts(choice, run)
                                    : findLocal(choice);
}

}  // namespace

Result<std::string> providerOf(const LabChoice& choice) {
    if (!choice.provider.empty()) {
        return choice.provider;
    }
    if (!choice.inventory.empty()) {
        return std::string("ssh");
    }
    const auto record = readRecord(dataDirectory(), choice.name);
    if (!record) {
        return fail(record.error());
    }
    return *record ? (*record)->provider : std::string("local");
}

Result<RunningLab> findLab(const LabChoice& choice) {
    const std::atomic<bool> never = false;
    return findLab(choice, [&](const auto& request) { return runProcess(request, never); });
}

Result<RunningLab> findLab(const LabChoice& choice, const RunProcess& run) {
    auto lab = find(choice, run);
    if (lab && choice.readOnly) {
        for (NodeInfo& node : lab->nodes) {
            node.readOnly = true;
        }
    }
    return lab;
}

Result<void> refuseSecondLab(const std::string& name, const std::string& provider) {
    const auto owner = providerOf({name, {}, {}});
    if (!owner) {
        return fail(owner.error());
    }
    const bool localIsUp = findLocalLab(name).has_value();
    const std::string other = *owner != "local" ? *owner : localIsUp ? "local" : provider;
    if (other == provider) {
        return {};
    }
    return fail(ErrorKind::Conflict, "There is a lab '" + name + "' with the provider " + other + " already",
                {},
                "Choose another name with --name, or end it: podwirectl nodes down --name " + name +
                    (other == "multipass" ? " --purge" : ""));
}

}  // namespace podwire::nodes
