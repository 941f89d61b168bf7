// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/walk.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

#include "app/ctl/change_runner.h"
#include "app/ctl/check_runner.h"
#include "app/ctl/output.h"

namespace podwire::ctl {
namespace {

class Walk {
public:
    Walk(Console& console, const Options& options)
        : console_(console),
          options_(options),
          checks_(console.session(), options.json ? CheckRunner::Show::Nothing : CheckRunner::Show::Lines) {
        timer_.start();
    }

    int run(const std::vector<std::string>& steps) {
        if (const int status = console_.readNodes(); status != kDone) {
            return status;
        }
        for (const std::string& id : steps) {
            const lab::Step* step = console_.lab().find(id);
            if (step == nullptr) {
                printError({ErrorKind::NotFound,
                            "There is no step '" + id + "'",
                            {},
                            "`podwirectl steps` lists all steps."});
                return kWrongUse;
            }
            if (const int status = visit(*step); status != kDone) {
                return status;
            }
        }
        finish();
        return checks_.failed() == 0 ? kDone : kFailed;
    }

private:
    int visit(const lab::Step& step) {
        if (step.before.empty() && step.after.empty() && !step.changesNodes()) {
            return kDone;  // a page for reading
        }
        head(step);
        if (step.changesNodes()) {
            if (stateOf(step) == plan::StepState::Absent) {
                checks_.run({js(step.id)});
            }
            if (const int status = apply(step); status != kDone) {
                return status;
            }
        }
        checks_.run({js(step.id)});
        return kDone;
    }

    int apply(const lab::Step& step) {
        std::vector<session::CommandReport> commands;
        const session::RunReport report =
            carryOut(console_.session(), {plan::Request::Verb::Apply, {step.id}}, &commands);
        if (!options_.json) {
            for (const session::CommandReport& command : commands) {
                const std::string line = command.command.trimmed().section(u'\n', 0, 0).toStdString();
                printLine("    " + command.node.toStdString() + "$ " + line);
            }
        }
        if (!report.ok) {
            printError(report.error);
            return exitStatusFor(report.error);
        }
        commands_ += commands.size();
        applied_ += commands.empty() ? 0U : 1U;
        return kDone;
    }

    void head(const lab::Step& step) {
        if (options_.json) {
            return;
        }
        for (const lab::Part& part : console_.lab().parts) {
            if (part.id == step.part && part.id != part_) {
                part_ = part.id;
                printLine("\n" + part.title);
            }
        }
        printLine("  " + step.id + "  " + step.title);
    }

    plan::StepState stateOf(const lab::Step& step) {
        return console_.session().assessment()->stateOf(step.id);
    }

    void finish() {
        const std::size_t all = checks_.results().size();
        std::size_t changing = 0;
        std::size_t standing = 0;
        for (const lab::Step* step : console_.lab().steps()) {
            if (step->changesNodes() && !step->optional) {
                ++changing;
                standing += stateOf(*step) == plan::StepState::Applied ? 1U : 0U;
            }
        }
        if (options_.json) {
            printJson(QJsonObject{{js("applied"), static_cast<int>(standing)},
                                  {js("steps"), static_cast<int>(changing)},
                                  {js("commands"), static_cast<int>(commands_)},
                                  {js("seconds"), seconds()},
                                  {js("checks"), checks_.json()}});
            return;
        }
        printLine("");
        printLine(QStringLiteral("%1 of %2 steps stand on the nodes; %3 changed now, %4 commands ran.")
                      .arg(standing)
                      .arg(changing)
                      .arg(applied_)
                      .arg(commands_)
                      .toStdString());
        printLine(QStringLiteral("%1 of %2 checks came out as expected, in %3 s.")
                      .arg(all - checks_.failed())
                      .arg(all)
                      .arg(seconds(), 0, 'f', 1)
                      .toStdString());
    }

    double seconds() const { return static_cast<double>(timer_.elapsed()) / 1000.0; }

    Console& console_;
    const Options& options_;
    CheckRunner checks_;
    QElapsedTimer timer_;
    std::string part_;
    std::size_t commands_ = 0;
    std::size_t applied_ = 0;
};

}  // namespace

int walk(Console& console, const std::vector<std::string>& steps, const Options& options) {
    return Walk(console, options).run(steps);
}

}  // namespace podwire::ctl
