// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "app/ctl/commands.h"
#include "app/ctl/node_needs_report.h"
#include "app/ctl/nodes_providers.h"
#include "app/ctl/output.h"
#include "core/nodes/running_lab.h"

namespace podwire::ctl {
namespace {

int prepare(const Options& options) {
    const auto lab = nodes::findLab(choiceOf(options));
    if (!lab) {
        printError(lab.error());
        return lab.error().kind == ErrorKind::InvalidInput ? kWrongUse : kUnreachable;
    }
    return prepareNodes(options, *lab);
}

}  // namespace

int nodesCommand(const Options& options) {
    const std::string verb = options.arguments.isEmpty() ? "status" : options.arguments.first().toStdString();
    if (!std::set<std::string>{"up", "down", "status", "prepare"}.contains(verb)) {
        printError({ErrorKind::InvalidInput,
                    "nodes: there is no '" + verb + "'",
                    {},
                    "Use up, down, status or prepare."});
        return kWrongUse;
    }
    const auto provider = nodes::providerOf(choiceOf(options));
    if (!provider) {
        printError(provider.error());
        return kFailed;
    }
    if (verb == "up") {
        if (const auto free = nodes::refuseSecondLab(options.name, *provider); !free) {
            printError(free.error());
            return kFailed;
        }
    }
    if (verb == "prepare") {
        return prepare(options);
    }
    return *provider == "multipass" ? multipassNodes(options, verb)
           : *provider == "ssh"     ? inventoryNodes(options, verb)
                                    : localNodes(options, verb);
}

}  // namespace podwire::ctl
