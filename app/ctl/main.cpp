// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <csignal>
#include <functional>
#include <iostream>
#include <map>

#include "app/ctl/commands.h"
#include "app/ctl/output.h"
#include "app/wiring.h"
#include "core/base/nearest.h"

namespace {

using podwire::ctl::Options;

int help(const Options&) {
    std::cout << podwire::ctl::usage();
    return podwire::ctl::kDone;
}

const std::map<std::string, std::function<int(const Options&)>>& commands() {
    using namespace podwire::ctl;
    static const std::map<std::string, std::function<int(const Options&)>> all{
        {"apply", applyCommand},   {"capture", captureCommand}, {"check", checkCommand},
        {"doctor", doctorCommand}, {"exec", execCommand},       {"explain", explainCommand},
        {"get", getCommand},       {"goto", goToCommand},       {"help", help},
        {"lint", lintCommand},     {"nodes", nodesCommand},     {"ready", readyCommand},
        {"reset", resetCommand},   {"show", showCommand},       {"steps", stepsCommand},
        {"trace", traceCommand},   {"traffic", trafficCommand}, {"undo", undoCommand}};
    return all;
}

int wrongUse(const podwire::Error& error) {
    podwire::ctl::printError(error);
    std::cerr << "Try: podwirectl help" << std::endl;
    return podwire::ctl::kWrongUse;
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    std::signal(SIGPIPE, SIG_IGN);
    auto options = podwire::ctl::parseOptions(QCoreApplication::arguments().mid(1));
    if (!options) {
        return wrongUse(options.error());
    }
    if (options->lab.empty()) {
        options->lab = podwire::app::defaultLab();
    }
    if (options->command.empty()) {
        return wrongUse({podwire::ErrorKind::InvalidInput, "no command given", {}, {}});
    }
    const auto command = commands().find(options->command);
    if (command == commands().end()) {
        std::vector<std::string> names;
        for (const auto& [name, run] : commands()) {
            names.push_back(name);
        }
        const std::string near = podwire::nearest(options->command, names);
        return wrongUse({podwire::ErrorKind::InvalidInput,
                         "there is no command '" + options->command + "'",
                         {},
                         near.empty() ? std::string() : "Did you mean " + near + "?"});
    }
    return command->second(*options);
}
