// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capture_offer.h"

#include <algorithm>

namespace podwire::ui {
namespace {

using Kind = live::Element::Kind;
using Choices = std::vector<CaptureOffer::Choice>;

/// "host 10.0.0.1 or host 10.0.0.2"
std::string hosts(const std::vector<std::string>& addresses) {
    std::string filter;
    for (const std::string& address : addresses) {
        filter += (filter.empty() ? "host " : " or host ") + address;
    }
    return filter;
}

class Offering {
public:
    Offering(const live::Topology& topology, const std::vector<live::NodeView>& nodes,
             const std::set<std::string>& lit)
        : topology_(topology), nodes_(nodes), lit_(lit) {}

    CaptureOffer of(const live::Element& element) {
        CaptureOffer offer{element.name, {}, {}};
        switch (element.kind) {
            case Kind::Pod:
                addPod(element, true, offer.choices);
                addNearEnds(element, false, offer.choices);
                offer.filter = hosts(element.addresses);
                break;
            case Kind::Bridge:
            case Kind::Interface:
                addNode(element.node, {element.link}, offer.choices);
                offer.filter = stepFilter(element.node);
                break;
            case Kind::Node:
                addNode(element.node, uplinks(element.id), offer.choices);
                offer.filter = stepFilter(element.node);
                break;
            case Kind::Service:
                addNode(element.node, waysOf(element), offer.choices);
                offer.filter = serviceFilter(element);
                break;
            case Kind::Network:
                addNetwork(element.id, offer.choices);
                break;
            case Kind::Route:
            case Kind::More:
                break;
        }
        return offer;
    }

    CaptureOffer of(const live::Edge& edge) {
        CaptureOffer offer{edge.link, {}, {}};
        if (edge.link.empty() || edge.kind == live::Edge::Kind::Forward) {
            return offer;
        }
        const live::Element* pod = podOf(edge);
        if (pod != nullptr) {
            offer.choices.push_back({{edge.node, "", edge.link}, true});
            addPod(*pod, false, offer.choices);
            offer.filter = hosts(pod->addresses);
        } else {
            addNode(edge.node, {edge.link}, offer.choices);
            offer.filter = stepFilter(edge.node);
        }
        return offer;
    }

private:
    [[nodiscard]] const live::Namespace* netns(const std::string& node, const std::string& name) const {
        const auto view =
            std::find_if(nodes_.begin(), nodes_.end(), [&](const auto& one) { return one.name == node; });
        return view == nodes_.end() ? nullptr : view->net->find(name);
    }

    /// All that a namespace has and that is up; its loopback comes last and only when somebody wants it.
    void addLinks(const std::string& node, const std::string& name, const std::set<std::string>& wanted,
                  bool all, Choices& choices) const {
        const live::Namespace* const space = netns(node, name);
        if (space == nullptr) {
            return;
        }
        Choices loopback;
        for (const netstate::Link& link : space->links) {
            if (link.up) {
                const bool isLoopback = link.name == "lo";
                (isLoopback ? loopback : choices)
                    .push_back({{node, name, link.name}, wanted.contains(link.name) || (all && !isLoopback)});
            }
        }
        choices.insert(choices.end(), loopback.begin(), loopback.end());
    }

    void addPod(const live::Element& pod, bool wanted, Choices& choices) const {
        addLinks(pod.node, pod.netns, {}, wanted, choices);
    }

    void addNode(const std::string& node, const std::set<std::string>& wanted, Choices& choices) const {
        addLinks(node, {}, wanted, false, choices);
        std::stable_partition(choices.begin(), choices.end(),
                              [](const auto& choice) { return choice.wanted; });
    }

    void addNearEnds(const live::Element& pod, bool wanted, Choices& choices) const {
        for (const live::Edge& edge : topology_.edges) {
            if (edge.kind == live::Edge::Kind::Veth && (edge.from == pod.id || edge.to == pod.id) &&
                !edge.link.empty()) {
                choices.push_back({{edge.node, "", edge.link}, wanted});
            }
        }
    }

    void addNetwork(const std::string& id, Choices& choices) const {
        for (const live::Edge& edge : topology_.edges) {
            if (edge.kind == live::Edge::Kind::Uplink && edge.to == id) {
                choices.push_back({{edge.node, "", edge.link}, choices.size() < capture::kMostPlaces});
            }
        }
    }

    [[nodiscard]] std::set<std::string> uplinks(const std::string& node) const {
        std::set<std::string> links;
        for (const live::Edge& edge : topology_.edges) {
            if (edge.kind == live::Edge::Kind::Uplink && edge.from == node) {
                links.insert(edge.link);
            }
        }
        return links;
    }

    /// Where a service's requests leave its node, or reach a backend on it.
    [[nodiscard]] std::set<std::string> waysOf(const live::Element& service) const {
        std::set<std::string> links = uplinks("node:" + service.node);
        for (const live::Edge& forward : topology_.edges) {
            const live::Element* const backend =
                forward.kind == live::Edge::Kind::Forward && forward.from == service.id
                    ? topology_.find(forward.to)
                    : nullptr;
            if (backend != nullptr) {
                Choices near;
                addNearEnds(*backend, true, near);
                for (const CaptureOffer::Choice& choice : near) {
                    if (links.size() < mostOfANode) {
                        links.insert(choice.place.interface);
                    }
                }
            }
        }
        return links;
    }

    [[nodiscard]] const live::Element* podOf(const live::Edge& edge) const {
        for (const std::string& end : {edge.from, edge.to}) {
            const live::Element* const element = topology_.find(end);
            if (element != nullptr && element->kind == Kind::Pod) {
                return element;
            }
        }
        return nullptr;
    }

    /// For the step's service on this node, if it is about one.
    [[nodiscard]] std::string stepFilter(const std::string& node) const {
        for (const live::Element& element : topology_.elements) {
            if (element.kind == Kind::Service && element.node == node && lit_.contains(element.id)) {
                return serviceFilter(element);
            }
        }
        return {};
    }

    [[nodiscard]] std::string serviceFilter(const live::Element& element) const {
        for (const live::NodeView& node : nodes_) {
            for (const live::ServiceAddress& service : node.services) {
                if (node.name == element.node &&
                    element.id.ends_with('/' + service.text() + '/' + service.protocol)) {
                    return filterFor(service);
                }
            }
        }
        return hosts(element.addresses);
    }

    static std::string filterFor(const live::ServiceAddress& service) {
        std::vector<std::string> addresses{service.address};
        addresses.insert(addresses.end(), service.backends.begin(), service.backends.end());
        const std::string filter = hosts(addresses);
        return service.protocol.empty() ? filter : service.protocol + " and (" + filter + ")";
    }

    const live::Topology& topology_;
    const std::vector<live::NodeView>& nodes_;
    const std::set<std::string>& lit_;
};

}  // namespace

CaptureOffer captureOffer(const std::string& id, const live::Topology& topology,
                          const std::vector<live::NodeView>& nodes, const std::set<std::string>& lit) {
    Offering offering(topology, nodes, lit);
    if (const live::Element* element = topology.find(id)) {
        return offering.of(*element);
    }
    const live::Edge* const edge = topology.findEdge(id);
    return edge == nullptr ? CaptureOffer() : offering.of(*edge);
}

}  // namespace podwire::ui
