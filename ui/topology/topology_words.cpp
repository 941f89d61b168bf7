// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/topology_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>

#include "core/live/layout.h"
#include "ui/text/words.h"

namespace podwire::ui {
namespace {

using Kind = live::Element::Kind;
using live::Element;

QString tr(const char* words) {
    return QCoreApplication::translate("Topology", words);
}

QString kindWord(Kind kind) {
    switch (kind) {
        case Kind::Network:
            return tr("network");
        case Kind::Node:
            return tr("node");
        case Kind::Bridge:
            return tr("bridge");
        case Kind::Pod:
            return tr("pod");
        case Kind::Interface:
            return tr("interface");
        case Kind::Service:
            return tr("service");
        case Kind::Route:
            return tr("route to");
        case Kind::More:
            break;
    }
    return {};
}

QString stateOf(live::LinkState state) {
    switch (state) {
        case live::LinkState::Up:
            return tr("up");
        case live::LinkState::Down:
            return tr("down");
        case live::LinkState::NoCarrier:
            return tr("no carrier");
    }
    return {};
}

QString bytes(double perSecond) {
    return QLocale::c().formattedDataSize(static_cast<qint64>(perSecond), 1, QLocale::DataSizeSIFormat) +
           QStringLiteral("/s");
}

/// Lines under headings; a heading without lines is left out.
class Writer {
public:
    void heading(const QString& words) { heading_ = words; }
    void line(const QString& words) {
        if (!heading_.isEmpty()) {
            text_ += (text_.isEmpty() ? QString() : QStringLiteral("\n")) + heading_ + u'\n';
            heading_.clear();
        }
        text_ += QStringLiteral("  ") + words + u'\n';
    }
    [[nodiscard]] QString text() const { return text_; }

private:
    QString heading_;
    QString text_;
};

void writeRate(Writer& writer, const QString& name, const live::LinkRate& rate) {
    writer.line(tr("%1 in %2, %3").arg(name, packetRate(rate.packetsIn), bytes(rate.bytesIn)));
    writer.line(tr("%1 out %2, %3")
                    .arg(QString(name.size(), u' '), packetRate(rate.packetsOut), bytes(rate.bytesOut)));
}

void writeLink(Writer& writer, const netstate::Link& link) {
    const QString state = !link.up ? tr("down") : link.carrier ? tr("up") : tr("no carrier");
    QStringList words{text(link.name), text(link.kind), state};
    words.removeAll(QString());
    writer.line(words.join(QStringLiteral("  ")) +
                (link.master.empty() ? QString() : tr("  port of %1").arg(text(link.master))));
    for (const netstate::Address& address : link.addresses) {
        writer.line(QStringLiteral("  ") + text(address.text()));
    }
    if (!link.mac.empty()) {
        writer.line(QStringLiteral("  ") + text(link.mac) + tr("  mtu %1").arg(link.mtu));
    }
}

void writeRoute(Writer& writer, const netstate::Route& route) {
    QString words = text(route.destination);
    if (!route.gateway.empty()) {
        words += QStringLiteral(" via ") + text(route.gateway);
    }
    if (!route.device.empty()) {
        words += QStringLiteral(" dev ") + text(route.device);
    }
    writer.line(words + (route.table == "main" ? QString() : QStringLiteral(" table ") + text(route.table)));
}

/// `only`: the links that are meant; empty: all but loopback.
void writeNamespace(Writer& writer, const live::Namespace& netns, const std::string& only) {
    writer.heading(tr("Links"));
    for (const netstate::Link& link : netns.links) {
        if (only.empty() ? link.name != "lo" : link.name == only) {
            writeLink(writer, link);
        }
    }
    const auto isMeant = [&](const std::string& device) { return only.empty() || device == only; };
    writer.heading(tr("Routes"));
    for (const netstate::Route& route : netns.routes) {
        if (isMeant(route.device)) {
            writeRoute(writer, route);
        }
    }
    writer.heading(tr("Neighbours"));
    for (const netstate::Neighbour& one : netns.neighbours) {
        if (isMeant(one.device)) {
            writer.line(
                QStringList{text(one.address), text(one.mac.empty() ? "-" : one.mac), text(one.state)}.join(
                    QStringLiteral("  ")));
        }
    }
    if (!only.empty()) {
        return;
    }
    writer.heading(tr("Listening"));
    for (const live::Socket& socket : netns.sockets) {
        QStringList processes;
        for (const netstate::SocketHolder& process : socket.listener.processes) {
            processes << text(process.name);
        }
        writer.line(QStringLiteral("%1 %2:%3  %4")
                        .arg(text(socket.protocol), text(socket.listener.address))
                        .arg(socket.listener.port)
                        .arg(processes.join(QStringLiteral(", "))));
    }
}

/// The traffic of links of the node's own namespace.
void writeRates(Writer& writer, const live::NetSnapshot& net, const std::string& only) {
    writer.heading(tr("Traffic"));
    for (const auto& [name, rate] : net.rates) {
        if (only.empty() ? name != "lo" && rate.packets() > 0 : name == only) {
            writeRate(writer, text(name), rate);
        }
    }
}

QString detailsOfElement(const Element& element, const live::Topology& topology,
                         const live::NetSnapshot& net) {
    Writer writer;
    const bool isPod = element.kind == Kind::Pod;
    if (const live::Namespace* netns = net.find(isPod ? element.netns : std::string())) {
        writeNamespace(writer, *netns, isPod ? std::string() : element.link);
    }
    if (!isPod) {
        writeRates(writer, net, element.link);
        return writer.text();
    }
    for (const live::Edge& edge : topology.edges) {
        if (edge.to == element.id && !edge.link.empty()) {
            writeRates(writer, net, edge.link);
        }
    }
    return writer.text();
}

QString detailsOfService(const Element& service, const live::Topology& topology) {
    Writer writer;
    writer.heading(tr("Address"));
    writer.line(text(service.name));
    writer.heading(tr("Backends on this node"));
    for (const live::Edge& edge : topology.edges) {
        const Element* const pod = edge.from == service.id ? topology.find(edge.to) : nullptr;
        if (pod != nullptr && !pod->addresses.empty()) {
            writer.line(text(pod->name) + u' ' + text(pod->addresses.front()));
        }
    }
    return writer.text();
}

QString detailsOfNetwork(const Element& network, const live::Topology& topology) {
    Writer writer;
    writer.heading(tr("Nodes"));
    for (const live::Edge& edge : topology.edges) {
        const Element* const node = edge.to == network.id ? topology.find(edge.from) : nullptr;
        if (node != nullptr && !node->addresses.empty()) {
            writer.line(text(node->name) + u' ' + text(node->addresses.front()) + u' ' + text(edge.link) +
                        u' ' + stateOf(edge.state));
        }
    }
    return writer.text();
}

}  // namespace

QString packetRate(double packets) {
    constexpr double thousand = 1000;
    return packets < thousand ? QStringLiteral("%1 pkt/s").arg(qRound(packets))
                              : QStringLiteral("%1k pkt/s").arg(packets / thousand, 0, 'f', 1);
}

QString described(const std::string& id, const live::Topology& topology) {
    if (const live::Edge* edge = topology.findEdge(id)) {
        const Element* const from = topology.find(edge->from);
        const Element* const to = topology.find(edge->to);
        return tr("link from %1 to %2, %3")
            .arg(text(from == nullptr ? edge->from : from->name), text(to == nullptr ? edge->to : to->name),
                 stateOf(edge->state));
    }
    const Element* const element = topology.find(id);
    if (element == nullptr) {
        return {};
    }
    QString words = (kindWord(element->kind) + u' ' + text(element->name)).trimmed();
    if (!element->node.empty() && element->kind != Kind::Node) {
        words += tr(" on %1").arg(text(element->node));
    }
    if (element->kind != Kind::Service && element->kind != Kind::Route) {
        for (const std::string& address : element->addresses) {
            words += QStringLiteral(", ") + text(address);
        }
    }
    const bool hasLinks =
        element->kind == Kind::Pod || element->kind == Kind::Bridge || element->kind == Kind::Interface;
    if (!element->reached) {
        words += tr(", not reached");
    } else if (hasLinks) {
        words += QStringLiteral(", ") + stateOf(element->state);
    }
    return words;
}

QString details(const std::string& id, const live::Topology& topology, const Snapshots& nodes) {
    if (const live::Edge* edge = topology.findEdge(id)) {
        const auto node = nodes.find(edge->node);
        Writer writer;
        if (node != nodes.end() && node->second && !edge->link.empty()) {
            if (const live::Namespace* own = node->second->find("")) {
                writeNamespace(writer, *own, edge->link);
            }
            writeRates(writer, *node->second, edge->link);
        }
        return writer.text();
    }
    const Element* const element = topology.find(id);
    if (element == nullptr) {
        return {};
    }
    if (element->kind == Kind::Network) {
        return detailsOfNetwork(*element, topology);
    }
    if (element->kind == Kind::Service) {
        return detailsOfService(*element, topology);
    }
    const auto node = nodes.find(element->node);
    return node == nodes.end() || !node->second ? QString()
                                                : detailsOfElement(*element, topology, *node->second);
}

}  // namespace podwire::ui
