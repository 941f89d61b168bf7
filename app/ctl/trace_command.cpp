// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/explain_report.h"
#include "app/ctl/output.h"
#include "app/ctl/walk_request.h"

namespace podwire::ctl {
namespace {

QJsonValue textOrNull(const std::string& text) {
    return text.empty() ? QJsonValue() : QJsonValue(js(text));
}

/// Empty: nothing was foretold.
std::string foretoldEnd(const live::PacketWalk& walk) {
    const auto& way = walk.traced->comparison.way;
    return way ? walk.foretold.ways[*way].end.text : std::string();
}

void printAsJson(const live::PacketWalk& walk) {
    const live::TracedWalk& traced = *walk.traced;
    QJsonArray hops;
    for (const walk::Hop& hop : traced.story.hops) {
        hops.append(hopJson(hop));
    }
    QJsonArray gaps;
    for (const std::string& gap : traced.gaps) {
        gaps.append(js(gap));
    }
    const trace::Comparison& compared = traced.comparison;
    const bool isJudged = compared.way && (compared.isDecided || !compared.difference.empty());
    printJson(QJsonObject{{js("hops"), hops},
                          {js("answered_by"), textOrNull(trace::answeredBy(traced.story, traced.result))},
                          {js("result"), js(traced.result.kind)},
                          {js("end"), js(trace::endOf(traced.story, traced.result))},
                          {js("client_port"), traced.clientPort},
                          {js("attempts"), static_cast<qint64>(traced.story.attempts)},
                          {js("agrees"), isJudged ? QJsonValue(compared.difference.empty()) : QJsonValue()},
                          {js("difference"), textOrNull(compared.difference)},
                          {js("foretold"), textOrNull(foretoldEnd(walk))},
                          {js("not_traced"), gaps}});
}

void printComparison(const live::PacketWalk& walk) {
    const trace::Comparison& compared = walk.traced->comparison;
    if (!compared.difference.empty()) {
        printLine("This is not what Podwire foretold. " + compared.difference);
    } else if (!compared.way || !compared.isDecided) {
        printLine("Podwire could not foretell it: " +
                  (compared.way ? foretoldEnd(walk) : std::string("no way")) + ".");
    } else {
        printLine("As foretold: " + foretoldEnd(walk) + ".");
    }
}

void printAsText(const live::PacketWalk& walk) {
    const live::TracedWalk& traced = *walk.traced;
    bool isReply = false;
    for (const walk::Hop& hop : traced.story.hops) {
        if (hop.isReply && !isReply) {
            printLine("  the reply");
        }
        isReply = hop.isReply;
        printHop(hop);
    }
    printLine("The request was " + trace::endOf(traced.story, traced.result) + ".");
    printComparison(walk);
    for (const std::string& gap : traced.gaps) {
        printLine("Note: " + gap + ".");
    }
}

}  // namespace

int traceCommand(const Options& options) {
    const auto walk = walkFor(options, &live::tracePacket);
    if (!walk) {
        return walk.error();
    }
    options.json ? printAsJson(*walk) : printAsText(*walk);
    const live::TracedWalk& traced = *walk->traced;
    return traced.result.kind == "answered" && traced.comparison.difference.empty() ? kDone : kFailed;
}

}  // namespace podwire::ctl
