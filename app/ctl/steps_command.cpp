// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"

namespace podwire::ctl {
namespace {

QJsonObject describe(const lab::Step& step, const plan::Assessment& assessment) {
    std::set<std::string> nodes;
    for (const lab::Resource& resource : step.apply) {
        nodes.insert(resource.node);
    }
    QJsonArray names;
    for (const std::string& node : nodes) {
        names.append(js(node));
    }
    const plan::StepStatus& status = assessment.at(step.id);
    return {{js("id"), js(step.id)},
            {js("part"), js(step.part)},
            {js("title"), js(step.title)},
            {js("state"), js(std::string(plan::toString(status.state)))},
            {js("nodes"), names},
            {js("optional"), step.optional},
            {js("present"), status.presentCount()},
            {js("resources"), static_cast<int>(status.resources.size())}};
}

}  // namespace

int stepsCommand(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    const int status = (*console)->readNodes();
    const auto assessment = (*console)->session().assessment();
    QJsonArray list;
    std::vector<std::vector<std::string>> rows;
    for (const lab::Step* step : (*console)->lab().steps()) {
        if (!step->changesNodes()) {
            continue;
        }
        const QJsonObject one = describe(*step, *assessment);
        list.append(one);
        const plan::StepStatus& state = assessment->at(step->id);
        rows.push_back({step->id, std::string(plan::toString(state.state)),
                        std::to_string(state.presentCount()) + "/" + std::to_string(state.resources.size()),
                        step->title + (step->optional ? " (optional)" : "")});
    }
    options.json ? printJson(list) : printTable(rows);
    return status;
}

}  // namespace podwire::ctl
