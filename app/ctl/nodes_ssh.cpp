// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <future>

#include "app/ctl/node_needs_report.h"
#include "app/ctl/nodes_providers.h"
#include "app/ctl/output.h"
#include "app/wiring.h"
#include "core/nodes/lab_record.h"
#include "core/nodes/own_files.h"
#include "core/nodes/running_lab.h"

namespace podwire::ctl {
namespace {

int failed(const Error& error) {
    printError(error);
    return exitStatusFor(error);
}

/// Empty when the node answers.
std::string troubleWith(const nodes::NodeInfo& node) {
    remote::Command command;
    command.argv = {"true"};
    command.effect = remote::Effect::Reads;
    const auto shell = app::openShell(node);
    const remote::Outcome outcome = shell->runAndWait(std::move(command));
    return outcome.succeeded() ? std::string() : outcome.reason.empty() ? "no answer" : outcome.reason;
}

int status(const Options& options, const nodes::RunningLab& lab) {
    std::vector<std::future<std::string>> asked;
    for (const nodes::NodeInfo& node : lab.nodes) {
        asked.push_back(std::async(std::launch::async, troubleWith, std::cref(node)));
    }
    QJsonArray list;
    std::vector<std::vector<std::string>> rows;
    std::size_t running = 0;
    for (std::size_t i = 0; i < lab.nodes.size(); ++i) {
        const nodes::NodeInfo& node = lab.nodes[i];
        const std::string trouble = asked[i].get();
        const std::string state = trouble.empty() ? "running" : "unreachable";
        running += trouble.empty() ? 1U : 0U;
        list.append(QJsonObject{{js("name"), js(node.name)},
                                {js("state"), js(state)},
                                {js("address"), js(node.address)},
                                {js("read_only"), node.readOnly},
                                {js("detail"), js(trouble)}});
        rows.push_back({"  " + node.name, state, node.address, node.readOnly ? "read-only" : "", trouble});
    }
    const std::string state = running == lab.nodes.size() ? "up" : running > 0 ? "partial" : "down";
    if (options.json) {
        printJson(QJsonObject{{js("name"), js(options.name)},
                              {js("provider"), js("ssh")},
                              {js("state"), js(state)},
                              {js("nodes"), list}});
    } else {
        printLine("lab " + options.name + " on hosts of an inventory: " + state);
        printTable(rows);
    }
    return state == "up" ? kDone : kUnreachable;
}

int up(const Options& options, const nodes::RunningLab& lab) {
    if (const int ready = prepareNodes(options, lab); ready != kDone) {
        return ready;
    }
    nodes::LabRecord record{"ssh", {}, {}};
    record.inventory = QFileInfo(js(options.inventory)).absoluteFilePath().toStdString();
    if (options.inventory.empty()) {
        return kDone;  // it is in the record already
    }
    const auto written = nodes::writeRecord(nodes::dataDirectory(), options.name, record);
    return written ? kDone : failed(written.error());
}

}  // namespace

int inventoryNodes(const Options& options, const std::string& verb) {
    if (verb == "down") {
        nodes::removeRecord(nodes::dataDirectory(), options.name);
        printLine("lab " + options.name + " is forgotten; its hosts are as they were");
        return kDone;
    }
    const auto lab = nodes::findLab(choiceOf(options));
    if (!lab) {
        return failed(lab.error());
    }
    return verb == "status" ? status(options, *lab) : up(options, *lab);
}

}  // namespace podwire::ctl
