// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"

namespace podwire::ctl {

int lintCommand(const Options& options) {
    const std::string directory =
        options.arguments.isEmpty() ? options.lab : options.arguments.first().toStdString();
    const auto lab = loadLab(directory, {});
    if (!lab) {
        return lab.error();
    }
    std::size_t resources = 0;
    std::size_t checks = 0;
    for (const lab::Step* step : lab->steps()) {
        resources += step->apply.size();
        checks += step->before.size() + step->after.size();
    }
    printLine(lab->id + ": " + std::to_string(lab->parts.size()) + " parts, " +
              std::to_string(lab->steps().size()) + " steps, " + std::to_string(resources) + " resources, " +
              std::to_string(checks) + " checks, no errors");
    return kDone;
}

}  // namespace podwire::ctl
