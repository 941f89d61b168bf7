// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/resource.h"

#include "core/lab/resource_key.h"

namespace podwire::lab {
namespace {

struct KindName {
    std::string operator()(const IptablesRule&) const { return "iptables rule"; }
    std::string operator()(const Route&) const { return "route"; }
    std::string operator()(const Sysctl&) const { return "sysctl"; }
    std::string operator()(const Netns&) const { return "network namespace"; }
    std::string operator()(const Veth&) const { return "veth pair"; }
    std::string operator()(const Bridge&) const { return "bridge"; }
    std::string operator()(const InterfaceAddress&) const { return "address"; }
    std::string operator()(const LinkUp&) const { return "link up"; }
    std::string operator()(const BridgePort&) const { return "bridge port"; }
    std::string operator()(const File&) const { return "file"; }
    std::string operator()(const Download&) const { return "download"; }
    std::string operator()(const Unit&) const { return "unit"; }
    std::string operator()(const Run&) const { return "command"; }
};

/// What tells a resource from others of its kind in the same place. Parts are joined by blanks: none can hold
/// one.
struct Identity {
    const Resource& resource;

    std::string operator()(const IptablesRule& rule) const {
        const netfilter::RuleCommand& command = rule.command;
        return command.tool + ' ' + command.table + ' ' + command.rule.chain + ' ' +
               netfilter::specification(command.rule);
    }
    std::string operator()(const Route& route) const {
        const std::string metric = route.metric ? std::to_string(*route.metric) : "-";
        return route.destination + " via " + route.gateway + " dev " + route.device + " table " +
               route.table + " metric " + metric;
    }
    std::string operator()(const Sysctl& sysctl) const { return sysctl.key; }
    std::string operator()(const Netns& netns) const { return netns.name; }
    std::string operator()(const Veth& veth) const { return veth.name; }
    std::string operator()(const Bridge& bridge) const { return bridge.name; }
    std::string operator()(const InterfaceAddress& address) const {
        return address.cidr + " dev " + address.device;
    }
    std::string operator()(const LinkUp& link) const { return link.device; }
    std::string operator()(const BridgePort& port) const { return port.device; }
    std::string operator()(const File& file) const { return file.path; }
    std::string operator()(const Download& download) const { return download.path; }
    std::string operator()(const Unit& unit) const { return unit.name; }
    std::string operator()(const Run&) const { return resource.command; }
};

}  // namespace

std::string kindName(const Resource& resource) {
    return std::visit(KindName{}, resource.what);
}

std::string resourceKey(const Resource& resource) {
    return resource.node + '/' + resource.netns + ": " + kindName(resource) + ' ' +
           std::visit(Identity{resource}, resource.what);
}

}  // namespace podwire::lab
