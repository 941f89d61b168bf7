// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>

#include "app/ctl/commands.h"
#include "app/ctl/console.h"
#include "app/ctl/net_rows.h"
#include "app/ctl/output.h"
#include "app/ctl/show_dns.h"
#include "app/ctl/watch_net.h"

namespace podwire::ctl {
namespace {

QJsonArray chains(const plan::Observed& node) {
    QJsonArray list;
    for (const netfilter::Table& table : node.rules.tables) {
        for (const netfilter::Chain& chain : table.chains) {
            QJsonArray rules;
            for (const netfilter::InstalledRule& rule : chain.rules) {
                rules.append(QJsonObject{{js("rule"), js(rule.line)},
                                         {js("packets"), static_cast<qint64>(rule.counters.packets)},
                                         {js("bytes"), static_cast<qint64>(rule.counters.bytes)}});
            }
            list.append(QJsonObject{{js("table"), js(table.name)},
                                    {js("chain"), js(chain.name)},
                                    {js("policy"), js(chain.policy)},
                                    {js("rules"), rules}});
        }
    }
    return list;
}

QJsonArray links(const plan::Observed& node) {
    QJsonArray list;
    for (const netstate::Netns& netns : node.namespaces) {
        for (const netstate::Link& link : netns.links) {
            list.append(linkRow(netns.name, link));
        }
    }
    return list;
}

QJsonArray routes(const plan::Observed& node) {
    QJsonArray list;
    for (const netstate::Netns& netns : node.namespaces) {
        for (const netstate::Route& route : netns.routes) {
            list.append(routeRow(netns.name, route));
        }
    }
    return list;
}

QJsonArray units(const plan::Observed& node) {
    QJsonArray list;
    for (const auto& [name, state] : node.units) {
        list.append(QJsonObject{{js("unit"), js(name)}, {js("state"), js(state)}});
    }
    return list;
}

QJsonArray files(const plan::Observed& node) {
    QJsonArray list;
    for (const auto& [path, file] : node.files) {
        list.append(QJsonObject{{js("path"), js(path)},
                                {js("exists"), file.exists},
                                {js("mode"), js(file.mode)},
                                {js("sha256"), js(file.sha256)}});
    }
    return list;
}

std::string cell(const QJsonValue& value) {
    if (value.isArray()) {
        std::string all;
        for (const QJsonValue one : value.toArray()) {
            all += (all.empty() ? "" : " ") + one.toString().toStdString();
        }
        return all.empty() ? "-" : all;
    }
    if (value.isBool()) {
        return value.toBool() ? "yes" : "no";
    }
    const std::string text =
        value.isDouble() ? std::to_string(value.toInteger()) : value.toString().toStdString();
    return text.empty() ? "-" : text;
}

void showChains(const QJsonArray& list) {
    for (const QJsonValue value : list) {
        const QJsonObject chain = value.toObject();
        const QString policy = chain.value(js("policy")).toString();
        printLine((chain.value(js("table")).toString() + u' ' + chain.value(js("chain")).toString() +
                   (policy.isEmpty() ? QString() : QStringLiteral(" (policy %1)").arg(policy)))
                      .toStdString());
        std::vector<std::vector<std::string>> rows;
        for (const QJsonValue rule : chain.value(js("rules")).toArray()) {
            rows.push_back(
                {"  " + cell(rule.toObject().value(js("packets"))), cell(rule.toObject().value(js("rule")))});
        }
        printTable(rows);
    }
}

void showTable(const QJsonArray& list, const std::vector<std::string>& columns) {
    std::vector<std::vector<std::string>> rows{columns};
    for (const QJsonValue value : list) {
        std::vector<std::string> row;
        row.reserve(columns.size());
        for (const std::string& column : columns) {
            row.push_back(cell(value.toObject().value(js(column))));
        }
        rows.push_back(std::move(row));
    }
    printTable(rows);
}

}  // namespace

int showCommand(const Options& options) {
    static const std::vector<std::pair<std::string, QJsonArray (*)(const plan::Observed&)>> kinds{
        {"chains", chains}, {"links", links}, {"routes", routes}, {"units", units}, {"files", files}};
    static const std::map<std::string, std::vector<std::string>> columns{
        {"links", {"netns", "name", "kind", "up", "master", "addresses"}},
        {"routes", {"netns", "destination", "gateway", "device", "table", "protocol"}},
        {"units", {"unit", "state"}},
        {"files", {"path", "exists", "mode", "sha256"}}};
    const std::string what = options.arguments.value(0).toStdString();
    const std::string name = options.arguments.value(1).toStdString();
    if (what == "dns" && !name.empty()) {
        return showDns(options);
    }
    if (what == "conntrack" && !name.empty()) {
        return showConntrackCommand(options);
    }
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.first == what; });
    if (what == "chains" && !name.empty() && options.watch) {
        return watchChainsCommand(options);
    }
    if (kind == kinds.end() || name.empty()) {
        printError({ErrorKind::InvalidInput,
                    "show: say what and of which node",
                    {},
                    "podwirectl show chains|conntrack|dns|links|routes|units|files NODE"});
        return kWrongUse;
    }
    if (options.watch && (what == "links" || what == "routes")) {
        return watchNet(options);
    }
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    const int status = (*console)->readNodes();
    const auto assessment = (*console)->session().assessment();
    const auto node = assessment->nodes.find(name);
    if (node == assessment->nodes.end()) {
        if (status == kDone) {
            printError({ErrorKind::InvalidInput, "There is no node '" + name + "'", {}, {}});
        }
        return status == kDone ? kWrongUse : status;
    }
    const QJsonArray list = kind->second(node->second);
    if (options.json) {
        printJson(list);
    } else if (what == "chains") {
        showChains(list);
    } else {
        showTable(list, columns.at(what));
    }
    return kDone;
}

}  // namespace podwire::ctl
