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

Error wrongInventory(const yaml::Diagnostics& all) {
    std::string rest;
    for (std::size_t i = 1; i < all.size(); ++i) {
        rest += (i > 1 ? "\n" : "") + all[i].text();
    }
    return {ErrorKind::InvalidInput, all.front().text(), std::move(rest), {}};
}

Result<RunningLab> findHosts(const LabChoice& choice) {
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
        return fail(wrongInventory(inventory.error()));
    }
    const std::atomic<bool> never = false;
    auto nodes =
        resolveInventory(*inventory, [&](const auto& request) { return runProcess(request, never); });
    if (!nodes) {
        return fail(nodes.error());
    }
    return RunningLab{choice.name, "ssh", std::move(*nodes)};
}

Result<RunningLab> find(const LabChoice& choice) {
    const auto provider = providerOf(choice);
    if (!provider) {
        return fail(provider.error());
    }
    return *provider == "multipass" ? findMultipass(choice)
           : *provider == "ssh"     ? findHosts(choice)
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
    auto lab = find(choice);
    if (lab && choice.readOnly) {
        for (NodeInfo& node : lab->nodes) {
            node.readOnly = true;
        }
    }
    return lab;
}

}  // namespace podwire::nodes
