// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
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

/// `choose` names the steps, once the lab is known.
template <class Choose>
int change(const Options& options, Verb verb, Choose choose) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    Result<std::vector<std::string>> steps = choose((*console)->lab());
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

int changeNamed(const Options& options, Verb verb) {
    return change(options, verb,
                  [&](const lab::Lab& lab) { return chosenSteps(lab, options, verb == Verb::Undo); });
}

/// For requests about one place in the lab.
int changeAround(const Options& options, Verb verb) {
    QStringList named = options.arguments;
    if (!options.to.empty()) {
        named << js(options.to);
    }
    if (named.size() != 1 || options.all) {
        printError({ErrorKind::InvalidInput,
                    options.command + ": name one step",
                    {},
                    "`podwirectl steps` lists all steps."});
        return kWrongUse;
    }
    return change(options, verb, [&](const lab::Lab&) {
        return Result<std::vector<std::string>>({named.first().toStdString()});
    });
}

}  // namespace

int applyCommand(const Options& options) {
    return changeNamed(options, Verb::Apply);
}

int undoCommand(const Options& options) {
    return changeNamed(options, Verb::Undo);
}

int goToCommand(const Options& options) {
    return changeAround(options, Verb::GoTo);
}

int readyCommand(const Options& options) {
    return changeAround(options, Verb::Ready);
}

int resetCommand(const Options& options) {
    if (!options.arguments.isEmpty() || !options.to.empty()) {
        printError({ErrorKind::InvalidInput,
                    "reset names no steps: it takes every step back",
                    {},
                    "`podwirectl undo STEP` takes one back."});
        return kWrongUse;
    }
    return change(options, Verb::Reset, [](const lab::Lab&) { return Result<std::vector<std::string>>({}); });
}

}  // namespace podwire::ctl
