// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/node_shell.h"

#include "app/wiring.h"
#include "core/nodes/running_lab.h"

namespace podwire::ctl {

Result<std::unique_ptr<remote::Shell>> nodeShell(const Options& options, const std::string& node) {
    const auto lab = nodes::findLab(choiceOf(options));
    if (!lab) {
        return fail(lab.error());
    }
    std::string names;
    for (const nodes::NodeInfo& one : lab->nodes) {
        if (one.name == node) {
            return app::openShell(one);
        }
        names += (names.empty() ? "" : ", ") + one.name;
    }
    return fail(ErrorKind::InvalidInput, "There is no node '" + node + "'", {}, "Nodes: " + names);
}

}  // namespace podwire::ctl
