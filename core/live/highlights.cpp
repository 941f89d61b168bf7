// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/highlights.h"

#include <algorithm>

namespace podwire::live {
namespace {

bool isDrawn(const Topology& topology, const std::string& id) {
    return topology.find(id) != nullptr || topology.findEdge(id) != nullptr;
}

/// What shows a link of the node's own namespace.
std::vector<std::string> idsOfLink(const Topology& topology, const std::string& node,
                                   const std::string& link) {
    std::vector<std::string> ids;
    for (const char* kind : {"bridge:", "link:", "veth:", "port:", "uplink:"}) {
        if (std::string id = kind + node + '/' + link; isDrawn(topology, id)) {
            ids.push_back(std::move(id));
        }
    }
    return ids;
}

const Element* serviceOf(const Topology& topology, const std::string& node, const std::string& address) {
    const auto found =
        std::find_if(topology.elements.begin(), topology.elements.end(), [&](const Element& one) {
            return one.kind == Element::Kind::Service && one.node == node && one.addresses.front() == address;
        });
    return found == topology.elements.end() ? nullptr : &*found;
}

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
        if (isDrawn(topology_, id)) {
            found_.insert(id);
        }
    }

    void link(const std::string& name) {
        if (!resource_.netns.empty()) {
            add("pod:" + resource_.node + '/' + resource_.netns);
            return;
        }
        const auto ids = idsOfLink(topology_, resource_.node, name);
        found_.insert(ids.begin(), ids.end());
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
    if (const Element* const service = serviceOf(topology, flow.node, flow.destination)) {
        found.insert(service->id);
    }
    return found;
}

HopPlace placeOf(const walk::Hop& hop, const Topology& topology) {
    HopPlace place;
    const auto add = [&](const std::string& id) {
        if (isDrawn(topology, id)) {
            place.things.insert(id);
            place.here = id;
        }
    };
    add("node:" + hop.node);
    if (!hop.netns.empty()) {
        const std::string pod = "pod:" + hop.node + '/' + hop.netns;
        for (const Edge& edge : topology.edges) {
            if (edge.to == pod && edge.kind == Edge::Kind::Veth) {
                add(edge.id);
            }
        }
        add(pod);
        return place;
    }
    // Where it comes from is said last of a packet that arrives, where it goes of one that leaves.
    const bool leaves = hop.hook == "POSTROUTING" || hop.hook == "OUTPUT";
    for (const std::string& link : {leaves ? hop.in : hop.out, leaves ? hop.out : hop.in}) {
        for (const std::string& id : idsOfLink(topology, hop.node, link)) {
            add(id);
        }
    }
    if (hop.kind == walk::Hop::Kind::Bridge) {
        add("bridge:" + hop.node + '/' + hop.rule);
    }
    if (hop.before != hop.after && hop.before.destination != hop.after.destination &&
        hop.before.destination) {
        const Element* const service =
            serviceOf(topology, hop.node, netfilter::formatAddress(*hop.before.destination));
        add(service == nullptr ? std::string() : service->id);
    }
    return place;
}

}  // namespace podwire::live
