// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/highlights.h"

#include <algorithm>

namespace podwire::live {
namespace {

/// Whether one of these resources is what an element or edge shows.
class Matcher {
public:
    Matcher(const lab::Resource& resource, const Topology& topology, std::set<std::string>& found)
        : resource_(resource), topology_(topology), found_(found) {}

    void operator()(const lab::Netns& netns) { add("pod:" + resource_.node + '/' + netns.name); }
    void operator()(const lab::Bridge& bridge) { link(bridge.name); }
    void operator()(const lab::LinkUp& up) { link(up.device); }
    void operator()(const lab::BridgePort& port) { link(port.device); }
    void operator()(const lab::InterfaceAddress& address) { link(address.device); }
    void operator()(const lab::Veth& veth) {
        link(veth.name);
        if (!veth.peerNetns.empty()) {
            add("pod:" + resource_.node + '/' + veth.peerNetns);
        }
    }
    void operator()(const lab::Route& route) {
        if (!resource_.netns.empty()) {
            add("pod:" + resource_.node + '/' + resource_.netns);
        }
        add("route:" + resource_.node + '/' + route.destination + " via " + route.gateway);
    }
    void operator()(const lab::IptablesRule& rule) {
        const auto& destination = rule.command.rule.destination;
        if (!destination || destination->negated) {
            return;
        }
        const std::string address = netfilter::formatAddress(destination->value.address);
        for (const Element& one : topology_.elements) {
            if (one.kind == Element::Kind::Service && one.node == resource_.node &&
                one.addresses.front() == address) {
                add(one.id);
            }
        }
    }
    template <class Other>
    void operator()(const Other& /*shows in no topology*/) {}

private:
    void add(const std::string& id) {
        if (topology_.find(id) != nullptr || topology_.findEdge(id) != nullptr) {
            found_.insert(id);
        }
    }

    void link(const std::string& name) {
        if (!resource_.netns.empty()) {
            add("pod:" + resource_.node + '/' + resource_.netns);
            return;
        }
        for (const char* kind : {"bridge:", "link:", "veth:", "port:", "uplink:"}) {
            add(kind + resource_.node + '/' + name);
        }
    }

    const lab::Resource& resource_;
    const Topology& topology_;
    std::set<std::string>& found_;
};

}  // namespace

std::set<std::string> thingsOf(const lab::Step& step, const Topology& topology) {
    std::set<std::string> found;
    for (const lab::Resource& resource : step.apply) {
        std::visit(Matcher(resource, topology, found), resource.what);
    }
    return found;
}

std::set<std::string> thingsOf(const FlowEnds& flow, const Topology& topology) {
    std::set<std::string> found;
    const Element* const node = topology.find("node:" + flow.node);
    if (node == nullptr) {
        return found;
    }
    const std::string by = node->addresses.empty() ? flow.source : node->addresses.front();
    for (const auto& way : {wayBetween(topology, flow.source, by), wayBetween(topology, by, flow.backend)}) {
        found.insert(way.begin(), way.end());
    }
    for (const Element& one : topology.elements) {
        if (one.kind == Element::Kind::Service && one.node == flow.node &&
            one.addresses.front() == flow.destination) {
            found.insert(one.id);
        }
    }
    return found;
}

}  // namespace podwire::live
