// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/explain_report.h"
#include "app/ctl/output.h"
#include "app/ctl/trace_run.h"
#include "app/ctl/walk_request.h"
#include "app/ctl/world_reader.h"
#include "core/trace/verdict.h"

namespace podwire::ctl {
namespace {

QJsonValue textOrNull(const std::string& text) {
    return text.empty() ? QJsonValue() : QJsonValue(js(text));
}

struct Report {
    const TraceRun& run;
    const trace::Story& story;
    const trace::Comparison& comparison;
    const std::vector<std::string>& gaps;
};

void printAsJson(const Report& report) {
    QJsonArray hops;
    for (const walk::Hop& hop : report.story.hops) {
        hops.append(hopJson(hop));
    }
    QJsonArray gaps;
    for (const std::string& gap : report.gaps) {
        gaps.append(js(gap));
    }
    const trace::Comparison& compared = report.comparison;
    const bool isJudged = compared.way != nullptr && (compared.isDecided || !compared.difference.empty());
    printJson(QJsonObject{
        {js("hops"), hops},
        {js("answered_by"), textOrNull(trace::answeredBy(report.story, report.run.result))},
        {js("result"), js(report.run.result.kind)},
        {js("end"), js(trace::endOf(report.story, report.run.result))},
        {js("client_port"), report.run.clientPort},
        {js("attempts"), static_cast<qint64>(report.story.attempts)},
        {js("agrees"), isJudged ? QJsonValue(compared.difference.empty()) : QJsonValue()},
        {js("difference"), textOrNull(compared.difference)},
        {js("foretold"), textOrNull(compared.way == nullptr ? std::string() : compared.way->end.text)},
        {js("not_traced"), gaps}});
}

void printComparison(const trace::Comparison& compared) {
    if (!compared.difference.empty()) {
        printLine("This is not what Podwire foretold. " + compared.difference);
    } else if (compared.way == nullptr || !compared.isDecided) {
        printLine("Podwire could not foretell it: " +
                  (compared.way == nullptr ? std::string("no way") : compared.way->end.text) + ".");
    } else {
        printLine("As foretold: " + compared.way->end.text + ".");
    }
}

void printAsText(const Report& report) {
    bool isReply = false;
    for (const walk::Hop& hop : report.story.hops) {
        if (hop.isReply && !isReply) {
            printLine("  the reply");
        }
        isReply = hop.isReply;
        printHop(hop);
    }
    printLine("The request was " + trace::endOf(report.story, report.run.result) + ".");
    printComparison(report.comparison);
    for (const std::string& gap : report.gaps) {
        printLine("Note: " + gap + ".");
    }
}

}  // namespace

int traceCommand(const Options& options) {
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
    const auto run = runTrace((*console)->session(), reading->world, *request, *predicted);
    if (!run) {
        printError(run.error());
        return exitStatusFor(run.error());
    }
    std::vector<std::string> gaps;
    for (const trace::NodeReading& node : reading->nodes) {
        const auto more = trace::traceGaps(node);
        gaps.insert(gaps.end(), more.begin(), more.end());
    }
    trace::Story story = trace::tell(run->traces, reading->world, run->clientPort);
    const trace::Comparison comparison = trace::compare(*predicted, story, run->result);
    const Report report{*run, story, comparison, gaps};
    options.json ? printAsJson(report) : printAsText(report);
    return run->result.kind == "answered" && comparison.difference.empty() ? kDone : kFailed;
}

}  // namespace podwire::ctl
