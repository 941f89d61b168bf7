// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/node_needs_report.h"

#include "app/ctl/output.h"
#include "app/wiring.h"
#include "core/base/shellwords.h"
#include "core/nodes/node_needs.h"

namespace podwire::ctl {
namespace {

constexpr std::chrono::milliseconds kInstalling{900'000};

Result<nodes::NodeNeeds> look(remote::Shell& shell) {
    remote::Command command;
    command.argv = {"bash", "-c", nodes::needsScript()};
    command.effect = remote::Effect::Reads;
    const auto done = remote::expectSuccess(shell.runAndWait(std::move(command)), shell.name(),
                                            "looking for what the chapter needs");
    return done ? nodes::parseNeeds(shell.name(), done->out) : fail(done.error());
}

Result<void> install(remote::Shell& shell, const std::vector<std::string>& packages) {
    remote::Command command;
    command.argv = {"bash", "-c", nodes::installScript(packages)};
    command.deadline = kInstalling;
    const auto done = remote::expectSuccess(shell.runAndWait(std::move(command)), shell.name(),
                                            "installing " + quoteCommand(packages));
    return done ? Result<void>() : fail(done.error());
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

Result<nodes::NodeNeeds> prepare(const Options& options, remote::Shell& shell) {
    auto needs = look(shell);
    if (!needs || !options.yes || !needs->sudo || !needs->hasApt || needs->missingTools.empty()) {
        return needs;
    }
    if (auto installed = install(shell, needs->missingPackages()); !installed) {
        return fail(installed.error());
    }
    return look(shell);
}

}  // namespace

int prepareNodes(const Options& options, const nodes::RunningLab& lab) {
    int status = kDone;
    QJsonArray list;
    std::vector<std::vector<std::string>> rows;
    for (const nodes::NodeInfo& node : lab.nodes) {
        const auto shell = app::openShell(node);
        const auto needs = prepare(options, *shell);
        if (!needs) {
            printError(needs.error());
            status = exitStatusFor(needs.error());
            continue;
        }
        if (!needs->fulfilled() && status == kDone) {
            status = kFailed;
        }
        list.append(QJsonObject{{js("name"), js(node.name)},
                                {js("ready"), needs->fulfilled()},
                                {js("sudo"), needs->sudo},
                                {js("iptables"), js(needs->iptables)},
                                {js("missing"), js(listed(needs->missingTools))},
                                {js("missing_modules"), js(listed(needs->missingModules))}});
        rows.push_back({"  " + node.name, needs->fulfilled() ? "ready" : "not ready",
                        needs->iptables.empty() ? "" : "iptables " + needs->iptables,
                        nodes::adviceOn(*needs, "--yes")});
    }
    if (options.json) {
        printJson(QJsonObject{{js("name"), js(options.name)}, {js("nodes"), list}});
    } else {
        printTable(rows);
    }
    return status;
}

}  // namespace podwire::ctl
