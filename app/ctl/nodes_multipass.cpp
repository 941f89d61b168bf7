// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "app/ctl/nodes_providers.h"
#include "app/ctl/output.h"
#include "core/nodes/multipass_lab.h"
#include "core/nodes/own_files.h"

namespace podwire::ctl {
namespace {

using nodes::MultipassLab;

std::atomic<bool> cancelled = false;

void cancel(int) {
    cancelled = true;
}

int failed(const Error& error) {
    printError(error);
    return error.kind == ErrorKind::Unreachable ? kUnreachable : kFailed;
}

int status(const Options& options, MultipassLab& lab) {
    const auto found = lab.status();
    if (!found) {
        return failed(found.error());
    }
    QJsonArray list;
    std::vector<std::vector<std::string>> rows;
    for (const MultipassLab::NodeState& node : found->nodes) {
        list.append(QJsonObject{{js("name"), js(node.node)},
                                {js("instance"), js(node.instance)},
                                {js("state"), js(node.state)},
                                {js("address"), js(node.address)}});
        rows.push_back({"  " + node.node, node.state, node.address, node.instance});
    }
    if (options.json) {
        printJson(QJsonObject{{js("name"), js(options.name)},
                              {js("provider"), js("multipass")},
                              {js("state"), js(found->state)},
                              {js("nodes"), list}});
    } else {
        printLine("lab " + options.name + " with Multipass: " + found->state);
        printTable(rows);
    }
    return found->state == "up" ? kDone : kUnreachable;
}

/// A deletion is meant only when somebody says so.
bool mayPurge(const Options& options) {
    if (options.yes) {
        return true;
    }
    if (::isatty(STDIN_FILENO) == 0) {
        return false;
    }
    std::cerr << "Delete the virtual machines of the lab " << options.name << " for good? [y/N] "
              << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "yes";
}

int change(const Options& options, const std::string& verb, MultipassLab& lab) {
    std::signal(SIGINT, &cancel);
    std::signal(SIGTERM, &cancel);
    const auto done = verb == "up" ? lab.up() : options.purge ? lab.purge() : lab.down();
    if (!done) {
        return failed(done.error());
    }
    const std::string state = verb == "up" ? "up" : options.purge ? "deleted" : "down";
    if (options.json) {
        printJson(QJsonObject{{js("name"), js(options.name)}, {js("state"), js(state)}});
    } else {
        printLine("lab " + options.name + " with Multipass is " + state);
    }
    return kDone;
}

}  // namespace

int multipassNodes(const Options& options, const std::string& verb) {
    if (verb == "down" && options.purge && !mayPurge(options)) {
        printError({ErrorKind::InvalidInput, "nothing was deleted", {}, "--yes says that you mean it."});
        return kWrongUse;
    }
    ProgressLine line(options.progress);
    MultipassLab::Settings settings;
    settings.lab = options.name;
    settings.directory = nodes::dataDirectory();
    settings.network = options.network;
    MultipassLab lab(
        std::move(settings), [](const auto& request) { return nodes::runProcess(request, cancelled); },
        cancelled,
        [&line](const std::string&, const std::string& node, const std::string& text) {
            line.show((node.empty() ? "" : node + ": ") + text);
        });
    return verb == "status" ? status(options, lab) : change(options, verb, lab);
}

}  // namespace podwire::ctl
