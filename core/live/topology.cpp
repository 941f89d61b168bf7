// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/topology.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/netfilter/rule.h"

namespace podwire::live {
namespace {

using Kind = Element::Kind;

constexpr std::size_t kMostServices = 4;
constexpr std::size_t kMostRoutes = 4;
constexpr int kHostLength = 32;

LinkState stateOf(const netstate::Link& link) {
    if (!link.up) {
        return LinkState::Down;
    }
    return link.carrier ? LinkState::Up : LinkState::NoCarrier;
}

/// The worse of two ends.
LinkState both(LinkState a, LinkState b) {
    if (a == LinkState::Down || b == LinkState::Down) {
        return LinkState::Down;
    }
    return a == LinkState::Up ? b : a;
}

std::vector<std::string> ipv4Of(const netstate::Link& link) {
    std::vector<std::string> all;
    for (const netstate::Address& address : link.addresses) {
        if (address.family == "inet" && address.scope != "host") {
            all.push_back(address.local);
        }
    }
    return all;
}

/// "10.30.45.0/24" for every network that the link stands in.
std::vector<std::string> networksOf(const netstate::Link& link) {
    std::vector<std::string> all;
    for (const netstate::Address& address : link.addresses) {
        if (address.family == "inet" && address.scope != "host" && address.prefixLength < kHostLength) {
            if (const auto prefix = netfilter::parsePrefix(address.text())) {
                all.push_back(netfilter::formatPrefix(*prefix));
            }
        }
    }
    return all;
}

std::string nodeId(const std::string& node) {
    return "node:" + node;
}
std::string podId(const std::string& node, const std::string& netns) {
    return "pod:" + node + '/' + netns;
}

/// Both ends of a veth name each other.
bool arePeers(const netstate::Link& a, const netstate::Link& b) {
    return a.kind == "veth" && b.kind == "veth" && a.peerIndex == b.index && b.peerIndex == a.index;
}

/// One node's part of the picture.
class NodeBuilder {
public:
    NodeBuilder(const NodeView& node, Topology& topology, const std::set<std::string>& shared)
        : node_(node), topology_(topology), shared_(shared), own_(node.net->find("")) {}

    void run() {
        const std::size_t at = topology_.elements.size();
        element(Kind::Node, nodeId(node_.name), node_.name);
        if (own_ == nullptr) {
            return;
        }
        joinPods();
        addUplinks(at);
        addServices();
        addBridges();
        addInterfaces();
        addPods();
        addPodPairs();
        addForwards();
    }

private:
    struct Joined {
        const netstate::Link* near = nullptr;
        const Namespace* pod = nullptr;
        const netstate::Link* far = nullptr;
    };

    Element& element(Kind kind, std::string id, std::string name) {
        Element one;
        one.id = std::move(id);
        one.kind = kind;
        one.node = node_.name;
        one.name = std::move(name);
        one.reached = node_.reached;
        return topology_.elements.emplace_back(std::move(one));
    }

    Edge& edge(Edge::Kind kind, std::string id, std::string from, std::string to) {
        Edge one;
        one.id = std::move(id);
        one.kind = kind;
        one.from = std::move(from);
        one.to = std::move(to);
        one.node = node_.name;
        one.reached = node_.reached;
        return topology_.edges.emplace_back(std::move(one));
    }

    [[nodiscard]] std::string linkId(const std::string& link) const {
        return "link:" + node_.name + '/' + link;
    }
    [[nodiscard]] std::string bridgeId(const std::string& link) const {
        return "bridge:" + node_.name + '/' + link;
    }

    /// Finds for each link of the node the pod at its other end.
    void joinPods() {
        for (const netstate::Link& near : own_->links) {
            for (const Namespace& pod : *node_.net->namespaces) {
                if (pod.name.empty() || pod.id < 0 || near.peerNetnsId != pod.id) {
                    continue;
                }
                const auto far = std::find_if(pod.links.begin(), pod.links.end(),
                                              [&](const auto& one) { return arePeers(near, one); });
                if (far != pod.links.end()) {
                    joined_.push_back({&near, &pod, &*far});
                    taken_.insert(near.name);
                }
            }
        }
    }

    void addUplinks(std::size_t box) {
        for (const netstate::Link& link : own_->links) {
            if (taken_.contains(link.name)) {
                continue;
            }
            for (const std::string& network : networksOf(link)) {
                if (shared_.contains(network) && taken_.insert(link.name).second) {
                    Edge& uplink = edge(Edge::Kind::Uplink, "uplink:" + node_.name + '/' + link.name,
                                        nodeId(node_.name), "net:" + network);
                    uplink.link = link.name;
                    uplink.state = stateOf(link);
                    for (std::string& address : ipv4Of(link)) {
                        topology_.elements[box].addresses.push_back(std::move(address));
                    }
                }
            }
        }
    }

    void addServices() {
        std::size_t shown = 0;
        std::size_t hidden = 0;
        for (const ServiceAddress& service : node_.services) {
            if (isOwn(service.address)) {
                continue;
            }
            if (shown == kMostServices) {
                ++hidden;
                continue;
            }
            ++shown;
            Element& one = element(Kind::Service, serviceId(service), service.text());
            one.addresses = {service.address};
        }
        if (hidden > 0) {
            element(Kind::More, "more-services:" + node_.name,
                    "and " + std::to_string(hidden) + " more services");
        }
    }

    [[nodiscard]] std::string serviceId(const ServiceAddress& service) const {
        return "vip:" + node_.name + '/' + service.text() + '/' + service.protocol;
    }

    [[nodiscard]] bool isOwn(const std::string& address) const {
        return std::any_of(own_->links.begin(), own_->links.end(), [&](const netstate::Link& link) {
            return std::any_of(link.addresses.begin(), link.addresses.end(),
                               [&](const netstate::Address& one) { return one.local == address; });
        });
    }

    void addBridges() {
        for (const netstate::Link& link : own_->links) {
            if (link.kind == "bridge" && !taken_.contains(link.name)) {
                Element& bridge = element(Kind::Bridge, bridgeId(link.name), link.name);
                bridge.link = link.name;
                bridge.addresses = ipv4Of(link);
                bridge.state = link.up ? LinkState::Up : LinkState::Down;
                bridges_.insert(link.name);
            }
        }
    }

    /// Loopback says nothing, nor does a link without an address that leads out of the node.
    [[nodiscard]] bool isWorthShowing(const netstate::Link& link) const {
        const bool leadsOut = link.peerNetnsId >= 0 && ipv4Of(link).empty() && link.master.empty();
        return link.name != "lo" && !taken_.contains(link.name) && !bridges_.contains(link.name) && !leadsOut;
    }

    void addInterfaces() {
        for (const netstate::Link& link : own_->links) {
            if (!isWorthShowing(link)) {
                continue;
            }
            Element& one = element(Kind::Interface, linkId(link.name), link.name);
            one.link = link.name;
            one.addresses = ipv4Of(link);
            one.state = stateOf(link);
            if (bridges_.contains(link.master)) {
                Edge& port = edge(Edge::Kind::Port, "port:" + node_.name + '/' + link.name,
                                  bridgeId(link.master), linkId(link.name));
                port.link = link.name;
                port.state = stateOf(link);
            }
        }
    }

    void addPods() {
        for (const Namespace& pod : *node_.net->namespaces) {
            if (pod.name.empty()) {
                continue;
            }
            Element& one = element(Kind::Pod, podId(node_.name, pod.name), pod.name);
            one.netns = pod.name;
            LinkState state = LinkState::Up;
            for (const netstate::Link& link : pod.links) {
                if (link.name != "lo") {
                    state = both(state, stateOf(link));
                    for (std::string& address : ipv4Of(link)) {
                        one.addresses.push_back(std::move(address));
                    }
                }
            }
            one.state = state;
        }
        for (const Joined& join : joined_) {
            const std::string& master = join.near->master;
            Edge& veth = edge(Edge::Kind::Veth, "veth:" + node_.name + '/' + join.near->name,
                              bridges_.contains(master) ? bridgeId(master) : nodeId(node_.name),
                              podId(node_.name, join.pod->name));
            veth.link = join.near->name;
            veth.state = both(stateOf(*join.near), stateOf(*join.far));
        }
    }

    /// Pods that are linked to each other and not to the node.
    void addPodPairs() {
        const Namespaces& all = *node_.net->namespaces;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t k = i + 1; k < all.size(); ++k) {
                if (!all[i].name.empty()) {
                    pair(all[i], all[k]);
                }
            }
        }
    }

    void pair(const Namespace& one, const Namespace& other) {
        for (const netstate::Link& a : one.links) {
            for (const netstate::Link& b : other.links) {
                const bool elsewhere = isJoined(one, a) || isJoined(other, b);
                if (arePeers(a, b) && a.peer.empty() && b.peer.empty() && !elsewhere) {
                    Edge& veth = edge(Edge::Kind::Veth, "veth:" + node_.name + '/' + one.name + '/' + a.name,
                                      podId(node_.name, one.name), podId(node_.name, other.name));
                    veth.state = both(stateOf(a), stateOf(b));
                    return;
                }
            }
        }
    }

    [[nodiscard]] bool isJoined(const Namespace& pod, const netstate::Link& link) const {
        return std::any_of(joined_.begin(), joined_.end(), [&](const Joined& join) {
            return join.pod == &pod && join.far->index == link.index;
        });
    }

    void addForwards() {
        for (const ServiceAddress& service : node_.services) {
            if (topology_.find(serviceId(service)) == nullptr) {
                continue;
            }
            for (const std::string& backend : service.backends) {
                for (const Joined& join : joined_) {
                    const auto addresses = ipv4Of(*join.far);
                    if (std::find(addresses.begin(), addresses.end(), backend) != addresses.end()) {
                        edge(Edge::Kind::Forward, "forward:" + serviceId(service) + '/' + join.pod->name,
                             serviceId(service), podId(node_.name, join.pod->name));
                    }
                }
            }
        }
    }

    const NodeView& node_;
    Topology& topology_;
    const std::set<std::string>& shared_;
    const Namespace* own_;
    std::vector<Joined> joined_;
    std::set<std::string> taken_;  ///< links that are drawn as something else than an Interface
    std::set<std::string> bridges_;
};

/// Networks that more than one node has an address in.
std::set<std::string> sharedNetworks(const std::vector<NodeView>& nodes) {
    std::map<std::string, std::set<std::string>> nodesIn;
    for (const NodeView& node : nodes) {
        if (const Namespace* own = node.net->find("")) {
            for (const netstate::Link& link : own->links) {
                for (const std::string& network : networksOf(link)) {
                    nodesIn[network].insert(node.name);
                }
            }
        }
    }
    std::set<std::string> shared;
    for (const auto& [network, names] : nodesIn) {
        if (names.size() > 1) {
            shared.insert(network);
        }
    }
    return shared;
}

void addRoutes(const NodeView& node, Topology& topology) {
    const Namespace* const own = node.net->find("");
    if (own == nullptr) {
        return;
    }
    std::vector<Element> routes;
    for (const netstate::Route& route : own->routes) {
        const Element* const next = route.gateway.empty() ? nullptr : holderOf(topology, route.gateway);
        if (next == nullptr || next->kind != Kind::Node || next->node == node.name ||
            route.destination == "default") {
            continue;
        }
        Element one;
        one.id = "route:" + node.name + '/' + route.destination + " via " + route.gateway;
        one.kind = Kind::Route;
        one.node = node.name;
        one.name = route.destination + " via " + next->name;
        one.link = route.device;
        one.addresses = {route.gateway};
        one.reached = node.reached;
        routes.push_back(std::move(one));
    }
    const std::size_t hidden = routes.size() > kMostRoutes ? routes.size() - kMostRoutes + 1 : 0;
    routes.resize(routes.size() - hidden);
    std::move(routes.begin(), routes.end(), std::back_inserter(topology.elements));
    if (hidden > 0) {
        Element more;
        more.id = "more-routes:" + node.name;
        more.kind = Kind::More;
        more.node = node.name;
        more.name = "and " + std::to_string(hidden) + " more routes";
        topology.elements.push_back(std::move(more));
    }
}

template <class Thing>
void compare(const std::vector<Thing>& before, const std::vector<Thing>& now, TopologyChange& change) {
    std::map<std::string_view, const Thing*> old;
    for (const Thing& one : before) {
        old.emplace(one.id, &one);
    }
    for (const Thing& one : now) {
        const auto was = old.find(one.id);
        if (was == old.end()) {
            change.added.push_back(one.id);
            continue;
        }
        if (!(*was->second == one)) {
            change.changed.push_back(one.id);
        }
        old.erase(was);
    }
    for (const auto& [id, one] : old) {
        change.removed.emplace_back(id);
    }
}

/// Edges that packets take, and from a bridge to its node.
std::multimap<std::string, std::pair<std::string, std::string>> ways(const Topology& topology) {
    std::multimap<std::string, std::pair<std::string, std::string>> all;
    const auto add = [&](const std::string& a, const std::string& b, const std::string& by) {
        all.emplace(a, std::pair(b, by));
        all.emplace(b, std::pair(a, by));
    };
    for (const Edge& edge : topology.edges) {
        if (edge.kind != Edge::Kind::Forward) {
            add(edge.from, edge.to, edge.id);
        }
    }
    for (const Element& element : topology.elements) {
        if (element.kind == Kind::Bridge || element.kind == Kind::Interface) {
            add(element.id, nodeId(element.node), {});
        }
    }
    return all;
}

}  // namespace

const Element* Topology::find(std::string_view id) const {
    const auto found =
        std::find_if(elements.begin(), elements.end(), [&](const Element& one) { return one.id == id; });
    return found == elements.end() ? nullptr : &*found;
}

const Edge* Topology::findEdge(std::string_view id) const {
    const auto found =
        std::find_if(edges.begin(), edges.end(), [&](const Edge& one) { return one.id == id; });
    return found == edges.end() ? nullptr : &*found;
}

Topology topologyOf(const std::vector<NodeView>& nodes) {
    Topology topology;
    const std::set<std::string> shared = sharedNetworks(nodes);
    for (const std::string& network : shared) {
        Element one;
        one.id = "net:" + network;
        one.kind = Kind::Network;
        one.name = network;
        topology.elements.push_back(std::move(one));
    }
    for (const NodeView& node : nodes) {
        NodeBuilder(node, topology, shared).run();
    }
    for (const NodeView& node : nodes) {
        addRoutes(node, topology);
    }
    return topology;
}

TopologyChange difference(const Topology& before, const Topology& now) {
    TopologyChange change;
    compare(before.elements, now.elements, change);
    compare(before.edges, now.edges, change);
    return change;
}

const Element* holderOf(const Topology& topology, std::string_view address) {
    const Element* found = nullptr;
    for (const Element& one : topology.elements) {
        const bool holds =
            std::find(one.addresses.begin(), one.addresses.end(), address) != one.addresses.end();
        const bool isPlace = one.kind == Kind::Pod || one.kind == Kind::Node || one.kind == Kind::Bridge ||
                             one.kind == Kind::Interface;
        if (holds && isPlace && (found == nullptr || one.kind == Kind::Pod)) {
            found = &one;
        }
    }
    return found;
}

std::vector<std::string> wayBetween(const Topology& topology, std::string_view from, std::string_view to) {
    const Element* const begin = holderOf(topology, from);
    const Element* const end = holderOf(topology, to);
    if (begin == nullptr || end == nullptr) {
        return {};
    }
    const auto all = ways(topology);
    std::map<std::string, std::pair<std::string, std::string>> cameFrom{{begin->id, {}}};
    std::vector<std::string> open{begin->id};
    for (std::size_t at = 0; at < open.size() && !cameFrom.contains(end->id); ++at) {
        const std::string here = open[at];
        const auto [first, last] = all.equal_range(here);
        for (auto way = first; way != last; ++way) {
            const auto& [next, by] = way->second;
            if (cameFrom.emplace(next, std::pair(here, by)).second) {
                open.push_back(next);
            }
        }
    }
    std::vector<std::string> way;
    if (!cameFrom.contains(end->id)) {
        return way;
    }
    for (std::string here = end->id; !here.empty(); here = cameFrom.at(here).first) {
        way.push_back(here);
        if (const std::string& by = cameFrom.at(here).second; !by.empty()) {
            way.push_back(by);
        }
    }
    std::reverse(way.begin(), way.end());
    return way;
}

}  // namespace podwire::live
