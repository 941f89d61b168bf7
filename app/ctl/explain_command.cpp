// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "app/ctl/commands.h"
#include "app/ctl/explain_report.h"
#include "app/ctl/walk_request.h"

namespace podwire::ctl {

int explainCommand(const Options& options) {
    const auto walk = walkFor(options, &live::foretell);
    if (!walk) {
        return walk.error();
    }
    options.json ? printExplainJson(walk->foretold, walk->blindSpots)
                 : printExplainText(walk->foretold, walk->blindSpots);
    const auto& ways = walk->foretold.ways;
    const bool isSure = std::all_of(ways.begin(), ways.end(), [](const walk::Way& way) {
        return way.end.kind == walk::End::Kind::Answered;
    });
    return isSure ? kDone : kFailed;
}

}  // namespace podwire::ctl
