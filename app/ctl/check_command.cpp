// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/check_runner.h"
#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"

namespace podwire::ctl {

int checkCommand(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    for (const QString& id : options.arguments) {
        if ((*console)->lab().find(id.toStdString()) == nullptr) {
            printError({ErrorKind::NotFound,
                        "There is no step '" + id.toStdString() + "'",
                        {},
                        "`podwirectl steps` lists all steps."});
            return kWrongUse;
        }
    }
    if (const int status = (*console)->readNodes(); status != kDone) {
        return status;
    }
    QStringList steps = options.arguments;
    if (steps.isEmpty()) {
        for (const lab::Step* step : (*console)->lab().steps()) {
            const plan::StepState state = (*console)->session().assessment()->stateOf(step->id);
            const bool begun = state != plan::StepState::Absent;
            if (begun || (!step->optional && step->changesNodes())) {
                steps << js(step->id);
            }
        }
    }
    CheckRunner checks((*console)->session(),
                       options.json ? CheckRunner::Show::Nothing : CheckRunner::Show::Lines);
    checks.run(steps);
    if (options.json) {
        printJson(checks.json());
    } else {
        printLine(std::to_string(checks.results().size() - checks.failed()) + " of " +
                  std::to_string(checks.results().size()) + " checks as expected");
    }
    return checks.failed() == 0 ? kDone : kFailed;
}

}  // namespace podwire::ctl
