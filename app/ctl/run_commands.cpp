// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>

#include "app/ctl/change_runner.h"
#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"
#include "app/ctl/walk.h"

namespace podwire::ctl {
namespace {

using Verb = plan::Request::Verb;

/// The ids that --all and --to stand for, or those that were given. Applying goes up to --to; undoing starts
/// behind it.
Result<std::vector<std::string>> chosenSteps(const lab::Lab& lab, const Options& options, bool undo) {
    std::vector<std::string> ids;
    for (const QString& id : options.arguments) {
        ids.push_back(id.toStdString());
    }
    const int ways = (ids.empty() ? 0 : 1) + (options.all ? 1 : 0) + (options.to.empty() ? 0 : 1);
    if (ways != 1) {
        return fail(ErrorKind::InvalidInput, "name steps, or --to STEP, or --all", {},
                    "`podwirectl steps` lists all steps.");
    }
    if (!ids.empty()) {
        return ids;
    }
    if (!options.to.empty() && lab.find(options.to) == nullptr) {
        return fail(ErrorKind::InvalidInput, "There is no step '" + options.to + "'", {},
                    "`podwirectl steps` lists all steps.");
    }
    bool behind = false;
    for (const lab::Step* step : lab.steps()) {
        const bool applies = (options.all || !behind) && (!step->optional || step->id == options.to);
        if (undo ? options.all || behind : applies) {
            ids.push_back(step->id);
        }
        behind = behind || step->id == options.to;
    }
    return ids;
}

int preview(Console& console, const plan::Request& request, const Options& options) {
    if (const int status = console.readNodes(); status != kDone) {
        return status;
    }
    const auto plan = console.session().preview(request);
    if (!plan) {
        printError(plan.error());
        return exitStatusFor(plan.error());
    }
    showPlan(*plan, options.json);
    return kDone;
}

int change(const Options& options, Verb verb) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    auto steps = chosenSteps((*console)->lab(), options, verb == Verb::Undo);
    if (!steps) {
        printError(steps.error());
        return kWrongUse;
    }
    const plan::Request request{verb, std::move(*steps)};
    if (options.dryRun) {
        return preview(**console, request, options);
    }
    if (options.checks && verb == Verb::Apply) {
        return walk(**console, request.steps, options);
    }
    return changeNodes((*console)->session(), request, options);
}

}  // namespace

int applyCommand(const Options& options) {
    return change(options, Verb::Apply);
}

int undoCommand(const Options& options) {
    return change(options, Verb::Undo);
}

int goToCommand(const Options& options) {
    Options one = options;
    if (one.arguments.isEmpty() && !one.to.empty()) {
        one.arguments << js(one.to);
        one.to.clear();
    }
    if (one.arguments.size() != 1 || one.all) {
        printError(
            {ErrorKind::InvalidInput, "goto: name one step", {}, "`podwirectl steps` lists all steps."});
        return kWrongUse;
    }
    return change(one, Verb::GoTo);
}

}  // namespace podwire::ctl
