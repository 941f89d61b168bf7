// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/explain_report.h"
#include "app/ctl/output.h"
#include "app/ctl/walk_request.h"
#include "app/ctl/world_reader.h"

namespace podwire::ctl {

int explainCommand(const Options& options) {
    const auto request = walkRequestOf(options);
    if (!request) {
        printError(request.error());
        return kWrongUse;
    }
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    const auto reading = readWorld((*console)->session());
    if (!reading) {
        return reading.error();
    }
    const auto predicted = walk::predict(reading->world, *request);
    if (!predicted) {
        return reportNoPlace(reading->world, *request);
    }
    std::vector<std::string> blind;
    for (const trace::NodeReading& node : reading->nodes) {
        const auto spots = trace::blindSpots(node);
        blind.insert(blind.end(), spots.begin(), spots.end());
    }
    options.json ? printExplainJson(*predicted, blind) : printExplainText(*predicted, blind);
    const bool isSure = std::all_of(predicted->ways.begin(), predicted->ways.end(), [](const walk::Way& way) {
        return way.end.kind == walk::End::Kind::Answered;
    });
    return isSure ? kDone : kFailed;
}

}  // namespace podwire::ctl
