// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/running_lab.h"

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

}  // namespace

Result<std::string> providerOf(const LabChoice& choice) {
    if (!choice.provider.empty()) {
        return choice.provider;
    }
    const auto record = readRecord(dataDirectory(), choice.name);
    if (!record) {
        return fail(record.error());
    }
    return *record ? (*record)->provider : std::string("local");
}

Result<RunningLab> findLab(const LabChoice& choice) {
    const auto provider = providerOf(choice);
    if (!provider) {
        return fail(provider.error());
    }
    return *provider == "multipass" ? findMultipass(choice) : findLocal(choice);
}

}  // namespace podwire::nodes
