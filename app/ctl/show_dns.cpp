// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/show_dns.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimer>
#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>

#include "app/ctl/console.h"
#include "app/ctl/output.h"
#include "core/live/dns_servers.h"
#include "core/live/frames.h"
#include "core/live/log_feed.h"
#include "core/netstate/listeners.h"

namespace podwire::ctl {
namespace {

constexpr const char* kLook = R"sh(
frame path "$(readlink -f /etc/resolv.conf)"
frame file "$(cat /etc/resolv.conf)"
frame udp "$(ss -Hlnup 'sport = :53')"
frame tcp "$(ss -Hlntp 'sport = :53')"
frame resolvectl "$(resolvectl status 2>&1)"
)sh";

constexpr double kThousand = 1000;

using Sections = std::map<std::string, std::string, std::less<>>;

const session::LabSession::Node* find(const session::LabSession& session, const std::string& name) {
    const auto& all = session.shells();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& node) { return node.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// The words after each line's first word `key`.
QJsonArray valuesOf(const std::string& file, const std::string& key) {
    QJsonArray values;
    std::istringstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string word;
        if (words >> word && word == key) {
            while (words >> word) {
                values.append(js(word));
            }
        }
    }
    return values;
}

void addListeners(const std::string& protocol, const std::string& output, QJsonArray& list) {
    for (const netstate::Listener& listener : netstate::parseListeners(output)) {
        QJsonArray processes;
        for (const netstate::SocketHolder& holder : listener.processes) {
            processes.append(js(holder.name));
        }
        list.append(QJsonObject{{js("protocol"), js(protocol)},
                                {js("address"), js(listener.address)},
                                {js("port"), static_cast<int>(listener.port)},
                                {js("processes"), processes}});
    }
}

QJsonObject objectOf(const Sections& seen) {
    const auto section = [&](std::string_view name) {
        const auto found = seen.find(name);
        return found == seen.end() ? std::string() : found->second;
    };
    QJsonArray listeners;
    addListeners("udp", section("udp"), listeners);
    addListeners("tcp", section("tcp"), listeners);
    return {{js("resolv_conf"), js(section("path"))},
            {js("nameservers"), valuesOf(section("file"), "nameserver")},
            {js("search"), valuesOf(section("file"), "search")},
            {js("listeners"), listeners},
            {js("resolvectl"), js(section("resolvectl"))}};
}

std::string joined(const QJsonValue& list) {
    std::string all;
    for (const QJsonValue one : list.toArray()) {
        all += (all.empty() ? "" : " ") + one.toString().toStdString();
    }
    return all.empty() ? "-" : all;
}

void print(const QJsonObject& seen) {
    printTable({{"resolv.conf", seen.value(js("resolv_conf")).toString().toStdString()},
                {"nameservers", joined(seen.value(js("nameservers")))},
                {"search", joined(seen.value(js("search")))}});
    printLine("");
    std::vector<std::vector<std::string>> rows{{"protocol", "address", "port", "processes"}};
    for (const QJsonValue value : seen.value(js("listeners")).toArray()) {
        const QJsonObject one = value.toObject();
        rows.push_back({one.value(js("protocol")).toString().toStdString(),
                        one.value(js("address")).toString().toStdString(),
                        std::to_string(one.value(js("port")).toInt()), joined(one.value(js("processes")))});
    }
    printTable(rows);
    printLine("\n" + seen.value(js("resolvectl")).toString().toStdString());
}

int showState(const session::LabSession::Node& node, bool json) {
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = {
        "sudo", "-n", "env", "LC_ALL=C", "bash", "-c", std::string(live::kFrameFunctions) + kLook};
    const auto done = remote::expectSuccess(node.shell->runAndWait(std::move(command)), node.name,
                                            "Reading the resolver's configuration");
    if (!done) {
        printError(done.error());
        return exitStatusFor(done.error());
    }
    Sections seen;
    live::FrameParser frames(
        [&](std::string_view kind, std::string_view body) { seen[std::string(kind)] = std::string(body); });
    frames.feed(done->out);
    if (json) {
        printJson(objectOf(seen));
    } else {
        print(objectOf(seen));
    }
    return kDone;
}

void printEntry(const live::DnsLogEntry& entry, const std::string& server, bool json) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(entry.microseconds / 1000, Qt::UTC);
    if (!json) {
        printLine(when.toString(Qt::ISODateWithMs).toStdString() + "  " + server + "  " + entry.text);
        return;
    }
    QJsonObject object{{js("time"), when.toString(Qt::ISODateWithMs)},
                       {js("server"), js(server)},
                       {js("line"), js(entry.text)}};
    if (entry.isQuery()) {
        object.insert(js("client"), js(entry.client));
        object.insert(js("name"), js(entry.name));
        object.insert(js("type"), js(entry.type));
        object.insert(js("protocol"), js(entry.protocol));
        object.insert(js("rcode"), js(entry.rcode));
        object.insert(js("milliseconds"), entry.milliseconds);
    }
    printJson(object);
}

/// Says which servers do not run; their log is watched all the same, since they may be started.
void reportIdle(const session::LabSession::Node& node, const live::LabDnsServer& server) {
    remote::Command command;
    command.effect = remote::Effect::Reads;
    command.argv = {"systemctl", "is-active", server.unit};
    const remote::Outcome outcome = node.shell->runAndWait(std::move(command));
    if (outcome.ending == remote::Ending::Exit && !outcome.succeeded()) {
        printError({ErrorKind::NotFound,
                    server.name + " does not run on " + node.name,
                    {},
                    "Start it: podwirectl apply " + server.step});
    }
}

int watch(const session::LabSession& session, const session::LabSession::Node& node, const Options& options) {
    std::vector<live::LabDnsServer> servers = live::dnsServersOf(session.lab());
    std::erase_if(servers, [&](const live::LabDnsServer& server) { return server.node != node.name; });
    if (servers.empty()) {
        printError({ErrorKind::NotFound, "This lab runs no DNS server on " + node.name, {}, {}});
        return kFailed;
    }
    std::vector<std::unique_ptr<live::LogFeed>> feeds;
    std::vector<std::shared_ptr<void>> needs;
    for (const live::LabDnsServer& server : servers) {
        reportIdle(node, server);
        auto& feed = *feeds.emplace_back(std::make_unique<live::LogFeed>(node.streams, server.unit));
        QObject::connect(&feed, &live::LogFeed::logged,
                         [&options, name = server.name](const std::vector<live::DnsLogEntry>& entries) {
                             for (const live::DnsLogEntry& entry : entries) {
                                 printEntry(entry, name, options.json);
                             }
                         });
        QObject::connect(&feed, &live::LogFeed::stateChanged, [&feed] {
            if (feed.state() == live::Stream::State::Broken) {
                printError(feed.problem());
            }
        });
        needs.push_back(feed.need());
    }
    if (options.seconds > 0) {
        QTimer::singleShot(std::chrono::milliseconds(static_cast<std::int64_t>(options.seconds * kThousand)),
                           QCoreApplication::instance(), &QCoreApplication::quit);
    }
    return QCoreApplication::exec();
}

}  // namespace

int showDns(const Options& options) {
    auto console = Console::open(options);
    if (!console) {
        return console.error();
    }
    const session::LabSession& session = (*console)->session();
    const std::string name = options.arguments.value(1).toStdString();
    const auto* node = find(session, name);
    if (node == nullptr) {
        printError({ErrorKind::InvalidInput, "There is no node '" + name + "'", {}, {}});
        return kWrongUse;
    }
    return options.watch ? watch(session, *node, options) : showState(*node, options.json);
}

}  // namespace podwire::ctl
