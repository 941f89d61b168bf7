// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include "app/ctl/commands.h"
#include "app/ctl/node_shell.h"
#include "app/ctl/output.h"

namespace podwire::ctl {

int execCommand(const Options& options) {
    if (options.arguments.size() < 2) {
        printError({ErrorKind::InvalidInput,
                    "exec: name a node and a command",
                    {},
                    "podwirectl exec node1 -- ip route"});
        return kWrongUse;
    }
    auto shell = nodeShell(options, options.arguments.first().toStdString());
    if (!shell) {
        printError(shell.error());
        return shell.error().kind == ErrorKind::InvalidInput ? kWrongUse : kUnreachable;
    }
    remote::Command command;
    for (const QString& word : options.arguments.mid(1)) {
        command.argv.push_back(word.toStdString());
    }
    command.deadline = std::chrono::milliseconds(0);
    std::promise<remote::Outcome> ended;
    remote::JobEvents events;
    events.out = [](std::string_view bytes) { std::cout << bytes << std::flush; };
    events.err = [](std::string_view bytes) { std::cerr << bytes << std::flush; };
    events.ended = [&ended](remote::Outcome outcome) { ended.set_value(std::move(outcome)); };
    const auto job = (*shell)->start(std::move(command), std::move(events));
    const remote::Outcome outcome = ended.get_future().get();
    if (outcome.ending != remote::Ending::Exit) {
        Error error = (*shell)->status().error;
        if (error.message.empty()) {
            error = Error{ErrorKind::Lost, outcome.reason, {}, {}};
        }
        printError(error);
        return outcome.cause == ErrorKind::Permission ? kFailed : kUnreachable;
    }
    constexpr int kBySignal = 128;
    return outcome.signal.empty() ? outcome.exitCode : kBySignal;
}

}  // namespace podwire::ctl
