// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/explain_report.h"

#include <array>

#include "app/ctl/output.h"
#include "core/netfilter/packet.h"

namespace podwire::ctl {
namespace {

using walk::End;
using walk::Hop;

constexpr int kDecimals = 2;

std::string_view nameOf(Hop::Kind kind) {
    constexpr std::array<std::string_view, 6> names{"rule",  "policy", "translation",
                                                    "route", "bridge", "socket"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string_view nameOf(End::Kind kind) {
    constexpr std::array<std::string_view, 4> names{"answered", "refused", "lost", "undecided"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string_view nameOf(End::Cause cause) {
    constexpr std::array<std::string_view, 14> names{"",
                                                     "no route",
                                                     "route forbids",
                                                     "dropped by a rule",
                                                     "rejected by a rule",
                                                     "no forwarding",
                                                     "reverse path",
                                                     "loopback address outside",
                                                     "own source",
                                                     "nobody there",
                                                     "no listener",
                                                     "stray reply",
                                                     "circle",
                                                     "unclear"};
    return names.at(static_cast<std::size_t>(cause));
}

std::string placeOf(const Hop& hop) {
    return hop.netns.empty() ? hop.node : hop.node + "/" + hop.netns;
}

std::string sourceOf(const netfilter::Endpoints& ends) {
    return netfilter::endpointText(ends.source, ends.sourcePort);
}

std::string destinationOf(const netfilter::Endpoints& ends) {
    return netfilter::endpointText(ends.destination, ends.destinationPort);
}

std::string percent(double share) {
    return QString::number(share * 100, 'f', kDecimals).toStdString() + " %";
}

QJsonObject missJson(const walk::Miss& miss) {
    return {{js("position"), static_cast<qint64>(miss.position)},
            {js("rule"), js(miss.rule)},
            {js("reason"), js(miss.reason)},
            {js("chance"), miss.chance}};
}

QJsonObject endJson(const End& end) {
    return {{js("kind"), js(std::string(nameOf(end.kind)))},
            {js("cause"), js(std::string(nameOf(end.cause)))},
            {js("reply"), end.isReply},
            {js("node"), js(end.node)},
            {js("netns"), js(end.netns)},
            {js("text"), js(end.text)}};
}

QJsonObject wayJson(const walk::Way& way) {
    QJsonArray hops;
    for (const Hop& hop : way.hops) {
        hops.append(hopJson(hop));
    }
    return {{js("probability"), way.probability},
            {js("end"), endJson(way.end)},
            {js("server"), js(way.server)},
            {js("server_node"), js(way.serverNode)},
            {js("server_netns"), js(way.serverNetns)},
            {js("seen_client"), js(way.seenClient)},
            {js("hops"), hops}};
}

/// What happened, without where and to which packet.
std::string deedOf(const Hop& hop) {
    const std::string chain = hop.table + " " + hop.chain;
    switch (hop.kind) {
        case Hop::Kind::Rule:
            return chain + " rule " + (hop.position == 0 ? "?" : std::to_string(hop.position)) + ": " +
                   hop.verdict + "  " + hop.rule;
        case Hop::Kind::Policy:
            return chain + " policy: " + hop.verdict;
        case Hop::Kind::Translation:
            return hop.hook + " conntrack translates";
        case Hop::Kind::Route:
            return "routing: " + hop.verdict + (hop.rule == hop.verdict ? "" : "  " + hop.rule);
        case Hop::Kind::Bridge:
            return "bridge " + hop.rule;
        case Hop::Kind::Socket:
            return "socket" + (hop.rule.empty() ? "" : " " + hop.rule);
    }
    return {};
}

std::string devicesOf(const Hop& hop) {
    return (hop.in.empty() ? "" : " in " + hop.in) + (hop.out.empty() ? "" : " out " + hop.out);
}

void printWay(const walk::Way& way) {
    bool isReply = false;
    for (const Hop& hop : way.hops) {
        if (hop.isReply && !isReply) {
            printLine("  the reply");
        }
        isReply = hop.isReply;
        printHop(hop);
    }
}

}  // namespace

QJsonObject hopJson(const Hop& hop) {
    QJsonArray misses;
    for (const walk::Miss& miss : hop.misses) {
        misses.append(missJson(miss));
    }
    return {{js("kind"), js(std::string(nameOf(hop.kind)))},
            {js("reply"), hop.isReply},
            {js("node"), js(hop.node)},
            {js("netns"), js(hop.netns)},
            {js("in"), js(hop.in)},
            {js("out"), js(hop.out)},
            {js("hook"), js(hop.hook)},
            {js("table"), js(hop.table)},
            {js("chain"), js(hop.chain)},
            {js("position"), static_cast<qint64>(hop.position)},
            {js("rule"), js(hop.rule)},
            {js("verdict"), js(hop.verdict)},
            {js("src"), js(sourceOf(hop.before))},
            {js("dst"), js(destinationOf(hop.before))},
            {js("src_after"), js(sourceOf(hop.after))},
            {js("dst_after"), js(destinationOf(hop.after))},
            {js("chance"), hop.chance},
            {js("misses"), misses},
            {js("earlier_misses"), static_cast<qint64>(hop.earlierMisses)}};
}

void printHop(const Hop& hop) {
    if (hop.earlierMisses > 0) {
        printLine("      " + std::to_string(hop.earlierMisses) + " rules before do not match");
    }
    for (const walk::Miss& miss : hop.misses) {
        printLine("      " + hop.table + " " + hop.chain + " rule " + std::to_string(miss.position) +
                  " does not match: " + miss.reason);
    }
    std::string line = "    " + placeOf(hop) + devicesOf(hop) + "  " + deedOf(hop);
    line += "  [" + sourceOf(hop.before) + " > " + destinationOf(hop.before);
    if (hop.after != hop.before) {
        line += " becomes " + sourceOf(hop.after) + " > " + destinationOf(hop.after);
    }
    printLine(line + "]");
}

void printExplainJson(const walk::Prediction& predicted, const std::vector<std::string>& blindSpots) {
    QJsonArray ways;
    for (const walk::Way& way : predicted.ways) {
        ways.append(wayJson(way));
    }
    QJsonArray notes;
    for (const std::string& spot : blindSpots) {
        notes.append(js(spot));
    }
    printJson(
        QJsonObject{{js("ways"), ways}, {js("answered"), predicted.answered()}, {js("not_followed"), notes}});
}

void printExplainText(const walk::Prediction& predicted, const std::vector<std::string>& blindSpots) {
    std::size_t number = 0;
    for (const walk::Way& way : predicted.ways) {
        printLine("Way " + std::to_string(++number) + " of " + std::to_string(predicted.ways.size()) + ", " +
                  percent(way.probability) + ": " + std::string(nameOf(way.end.kind)));
        printWay(way);
        printLine("  " + way.end.text + ".");
        printLine("");
    }
    printLine("Answered: " + percent(predicted.answered()) + " of such requests");
    for (const std::string& spot : blindSpots) {
        printLine("Note: " + spot + ".");
    }
}

}  // namespace podwire::ctl
