// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/look_sections.h"

#include <QString>
#include <QStringList>
#include <algorithm>
#include <cstdlib>

#include "core/netstate/json_list.h"
#include "core/netstate/listeners.h"

namespace podwire::doctor {
namespace {

QStringList words(std::string_view line) {
    return QString::fromUtf8(line.data(), static_cast<int>(line.size()))
        .simplified()
        .split(u' ', Qt::SkipEmptyParts);
}

Socket socketOf(const std::string& netns, const netstate::Listener& listener) {
    Socket socket;
    socket.netns = netns;
    socket.protocol = listener.protocol;
    socket.address = listener.address;
    socket.port = std::to_string(listener.port);
    if (!listener.processes.empty()) {
        socket.process = listener.processes.front().name;
        socket.pid = listener.processes.front().pid;
    }
    return socket;
}

void readProcess(const QStringList& parts, Look& look) {
    if (parts.size() >= 5) {
        look.processes[parts[1].toInt()] = {parts[2].toStdString(), parts[3].toStdString(),
                                            parts.mid(4).join(u' ').toStdString()};
    }
}

/// The value of the `index`th "KEY=VALUE" with this key.
std::string valueOf(const QStringList& parts, const QString& key, int index) {
    for (const QString& part : parts) {
        if (part.startsWith(key) && index-- == 0) {
            return part.mid(key.size()).toStdString();
        }
    }
    return {};
}

}  // namespace

void readSockets(const std::string& netns, std::string_view body, Look& look) {
    for (const netstate::Listener& listener : netstate::parseListeners(body)) {
        look.sockets.push_back(socketOf(netns, listener));
    }
    for (const std::string_view line : plan::lines(body)) {
        if (line.starts_with("process ")) {
            readProcess(words(line), look);
        }
    }
}

void readSettings(std::string_view body, Look& look) {
    constexpr std::string_view prefix = "/proc/sys/";
    for (const std::string_view line : plan::lines(body)) {
        const std::size_t colon = line.rfind(':');
        if (!line.starts_with(prefix) || colon == std::string_view::npos) {
            continue;
        }
        std::string key(line.substr(prefix.size(), colon - prefix.size()));
        std::replace(key.begin(), key.end(), '/', '.');
        look.sysctls[key] = line.substr(colon + 1);
    }
}

void readPolicy(std::string_view body, Look& look) {
    for (const std::string_view line : plan::lines(body)) {
        const std::string text = words(line).join(u' ').toStdString();
        const bool usual = text == "0: from all lookup local" || text == "32766: from all lookup main" ||
                           text == "32767: from all lookup default";
        if (!usual && !text.empty()) {
            look.policyRules.push_back(text);
        }
    }
}

void readLookups(const std::string& netns, std::string_view body, Look& look) {
    Lookup* current = nullptr;
    for (const std::string_view line : plan::lines(body)) {
        if (line.starts_with("to ")) {
            current = &look.lookups[{netns, std::string(line.substr(3))}];
        } else if (current != nullptr && line.starts_with("[{")) {
            if (const auto answer = netstate::parseRouteGet(line)) {
                *current = {answer->gateway, answer->device, answer->type, {}};
            }
        } else if (current != nullptr && !line.empty() && !current->found()) {
            current->error += (current->error.empty() ? "" : " ") + std::string(line);
        }
    }
}

void readNeighbours(const std::string& netns, std::string_view body, Look& look) {
    const auto objects = netstate::parseObjects(body, "ip neigh");
    for (const QJsonObject& object : objects ? *objects : std::vector<QJsonObject>{}) {
        const QJsonArray states = object.value(QLatin1String("state")).toArray();
        Neighbour one;
        one.netns = netns;
        one.address = netstate::textOf(object, QLatin1String("dst"));
        one.device = netstate::textOf(object, QLatin1String("dev"));
        one.mac = netstate::textOf(object, QLatin1String("lladdr"));
        one.permanent = states.contains(QStringLiteral("PERMANENT"));
        one.failed = states.contains(QStringLiteral("FAILED"));
        look.neighbours.push_back(std::move(one));
    }
}

void readConnections(std::string_view body, Look& look) {
    for (const std::string_view line : plan::lines(body)) {
        const QStringList parts = words(line);
        if (parts.size() < 8) {
            continue;
        }
        Connection one;
        one.protocol = parts[0].toStdString();
        one.state = parts[3].contains(u'=') ? std::string() : parts[3].toStdString();
        one.replied = !parts.contains(QStringLiteral("[UNREPLIED]"));
        one.source = valueOf(parts, QStringLiteral("src="), 0);
        one.destination = valueOf(parts, QStringLiteral("dst="), 0);
        one.sourcePort = valueOf(parts, QStringLiteral("sport="), 0);
        one.destinationPort = valueOf(parts, QStringLiteral("dport="), 0);
        one.answersFrom = valueOf(parts, QStringLiteral("src="), 1);
        look.connections.push_back(std::move(one));
    }
}

void readNft(std::string_view body, Look& look) {
    std::string table;
    std::string chain;
    std::string hook;
    for (const std::string_view line : plan::lines(body)) {
        const QString text = QString::fromUtf8(line.data(), static_cast<int>(line.size())).simplified();
        const QStringList parts = text.split(u' ');
        const int handle = text.section(QStringLiteral("# handle "), 1, 1).toInt();
        if (parts.size() >= 3 && parts[0] == QStringLiteral("table")) {
            table = (parts[1] + u' ' + parts[2]).toStdString();
        } else if (parts.size() >= 2 && parts[0] == QStringLiteral("chain")) {
            chain = parts[1].toStdString();
            hook.clear();
        } else if (parts[0] == QStringLiteral("type")) {
            hook = text.section(QStringLiteral("hook "), 1, 1).section(u' ', 0, 0).toStdString();
            if (text.contains(QStringLiteral("policy drop"))) {
                look.nft.push_back({table, chain, hook, {}, 0});
            }
        } else if (!hook.empty() && handle > 0) {
            look.nft.push_back(
                {table, chain, hook, text.section(QStringLiteral(" # handle"), 0, 0).toStdString(), handle});
        }
    }
}

}  // namespace podwire::doctor
