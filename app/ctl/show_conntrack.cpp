// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QTimer>

#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/output.h"
#include "app/ctl/watch_conntrack.h"
#include "core/conntrack/nat.h"
#include "core/live/live.h"

namespace podwire::ctl {
namespace {

QJsonObject tupleJson(std::uint8_t protocol, const conntrack::Tuple& tuple) {
    QJsonObject object{{js("source"), js(conntrack::addressText(tuple.source))},
                       {js("destination"), js(conntrack::addressText(tuple.destination))}};
    if (protocol == conntrack::kIcmp) {
        object.insert(js("type"), tuple.icmpType);
        object.insert(js("code"), tuple.icmpCode);
        object.insert(js("id"), tuple.icmpId);
    } else {
        object.insert(js("source_port"), tuple.sourcePort);
        object.insert(js("destination_port"), tuple.destinationPort);
    }
    return object;
}

QJsonObject countersJson(const conntrack::Counters& counters) {
    return {{js("packets"), static_cast<qint64>(counters.packets)},
            {js("bytes"), static_cast<qint64>(counters.bytes)}};
}

std::vector<conntrack::Row> aliveRows(const live::ConntrackFeed& feed) {
    std::vector<conntrack::Row> rows = feed.rows();
    std::erase_if(rows, [](const conntrack::Row& row) { return row.phase != conntrack::Phase::Alive; });
    return rows;
}

/// Those that the table is too small for, by their service.
QJsonArray beyondJson(const live::ConntrackFeed& feed) {
    constexpr std::size_t kMost = 100;
    QJsonArray list;
    for (const auto& count : feed.beyond(kMost)) {
        list.append(QJsonObject{{js("protocol"), js(conntrack::protocolName(count.service.protocol))},
                                {js("destination"), js(conntrack::addressText(count.service.destination))},
                                {js("destination_port"), count.service.port},
                                {js("flows"), static_cast<qint64>(count.flows)}});
    }
    return list;
}

void printFlows(const live::ConntrackFeed& feed, bool json) {
    const auto rows = aliveRows(feed);
    if (json) {
        QJsonArray flows;
        for (const conntrack::Row& row : rows) {
            flows.append(flowJson(row.flow));
        }
        printJson(QJsonObject{{js("node"), js(feed.node())},
                              {js("flows"), flows},
                              {js("only_counted"), static_cast<qint64>(feed.counts().beyond)},
                              {js("only_counted_by_service"), beyondJson(feed)}});
        return;
    }
    std::vector<std::vector<std::string>> table{
        {"protocol", "state", "timeout", "connection", "translation"}};
    for (const conntrack::Row& row : rows) {
        const std::string state(conntrack::stateWord(row.flow));
        const std::string nat = conntrack::natWords(row.flow);
        table.push_back({conntrack::protocolName(row.flow.protocol), state.empty() ? "-" : state,
                         std::to_string(row.flow.timeout) + " s",
                         conntrack::tupleText(row.flow.protocol, row.flow.original),
                         nat.empty() ? "-" : nat});
    }
    printTable(table);
    if (feed.counts().beyond > 0) {
        printLine(std::to_string(feed.counts().beyond) + " more flows are only counted");
    }
}

int showOnce(const Options& options, live::ConntrackFeed& feed) {
    QEventLoop loop;
    const auto look = [&] {
        if (feed.isComplete() || feed.state() == live::Stream::State::Broken ||
            !feed.problem().message.empty()) {
            loop.quit();
        }
    };
    QObject::connect(&feed, &live::ConntrackFeed::statusChanged, &loop, look);
    loop.exec();
    if (!feed.isComplete()) {
        return cannotFollow(feed);
    }
    printFlows(feed, options.json);
    return kDone;
}

}  // namespace

QJsonObject flowJson(const conntrack::Flow& flow) {
    const conntrack::Nat nat = conntrack::natOf(flow);
    QJsonObject object{{js("id"), static_cast<qint64>(flow.id)},
                       {js("protocol"), js(conntrack::protocolName(flow.protocol))},
                       {js("state"), js(std::string(conntrack::stateWord(flow)))},
                       {js("timeout"), static_cast<qint64>(flow.timeout)},
                       {js("unreplied"), flow.has(conntrack::kUnreplied)},
                       {js("assured"), flow.has(conntrack::kAssured)},
                       {js("mark"), static_cast<qint64>(flow.mark)},
                       {js("zone"), flow.zone},
                       {js("original"), tupleJson(flow.protocol, flow.original)},
                       {js("reply"), tupleJson(flow.protocol, flow.reply)},
                       {js("dnat"), nat.destination},
                       {js("snat"), nat.source},
                       {js("translation"), js(conntrack::natWords(flow))}};
    if (flow.has(conntrack::kHasCounters)) {
        object.insert(js("sent"), countersJson(flow.sent));
        object.insert(js("answered"), countersJson(flow.answered));
    }
    return object;
}

int cannotFollow(const live::ConntrackFeed& feed) {
    printError(feed.problem());
    const int status = exitStatusFor(feed.problem());
    return status == kWrongUse ? kFailed : status;
}

int showConntrackCommand(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    live::Live live((*console)->session());
    const std::string node = options.arguments.value(1).toStdString();
    std::string names;
    for (const std::string& one : live.nodes()) {
        if (one == node) {
            live::ConntrackFeed& feed = live.conntrack(node);
            const auto need = feed.need();
            return options.watch ? watchConntrack(options, feed) : showOnce(options, feed);
        }
        names += (names.empty() ? "" : ", ") + one;
    }
    printError({ErrorKind::InvalidInput, "There is no node '" + node + "'", {}, "Nodes: " + names});
    return kWrongUse;
}

}  // namespace podwire::ctl
