// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/resource_words.h"

#include <QCoreApplication>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

struct Describe {
    Q_DECLARE_TR_FUNCTIONS(Describe)

public:
    ResourceWords operator()(const lab::IptablesRule& rule) const {
        const QString place = text(rule.command.table) + QLatin1Char(' ') + text(rule.command.rule.chain);
        return {tr("rule"), tr("rules"), place, tr("a rule of %1").arg(place)};
    }
    ResourceWords operator()(const lab::Route& route) const {
        return {tr("route"), tr("routes"), {}, tr("the route to %1").arg(text(route.destination))};
    }
    ResourceWords operator()(const lab::Sysctl& sysctl) const {
        return {tr("kernel setting"), tr("kernel settings"), {}, text(sysctl.key)};
    }
    ResourceWords operator()(const lab::Netns& netns) const {
        return {tr("namespace"), tr("namespaces"), {}, tr("the namespace %1").arg(text(netns.name))};
    }
    ResourceWords operator()(const lab::Veth& veth) const {
        return {tr("veth pair"), tr("veth pairs"), {}, tr("the veth pair %1").arg(text(veth.name))};
    }
    ResourceWords operator()(const lab::Bridge& bridge) const {
        return {tr("bridge"), tr("bridges"), {}, tr("the bridge %1").arg(text(bridge.name))};
    }
    ResourceWords operator()(const lab::InterfaceAddress& address) const {
        return {tr("address"), tr("addresses"), {}, tr("the address %1").arg(text(address.cidr))};
    }
    ResourceWords operator()(const lab::LinkUp& link) const {
        return {tr("link set up"), tr("links set up"), {}, tr("%1 set up").arg(text(link.device))};
    }
    ResourceWords operator()(const lab::BridgePort& port) const {
        return {tr("bridge port"),
                tr("bridge ports"),
                {},
                tr("%1 in %2").arg(text(port.device), text(port.bridge))};
    }
    ResourceWords operator()(const lab::File& file) const {
        return {tr("file"), tr("files"), {}, text(file.path)};
    }
    ResourceWords operator()(const lab::Download& download) const {
        return {tr("download"), tr("downloads"), {}, text(download.path)};
    }
    ResourceWords operator()(const lab::Unit& unit) const {
        return {tr("service process"), tr("service processes"), {}, text(unit.name)};
    }
    ResourceWords operator()(const lab::Run&) const {
        return {tr("command"), tr("commands"), {}, tr("a command")};
    }
};

}  // namespace

ResourceWords wordsFor(const lab::Resource& resource) {
    return std::visit(Describe{}, resource.what);
}

}  // namespace podwire::ui
