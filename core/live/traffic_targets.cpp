// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_targets.h"

#include <algorithm>

#include "core/live/services.h"

namespace podwire::live {
namespace {

std::string endpoint(const std::string& address, std::uint16_t port) {
    return address + ':' + std::to_string(port);
}

class Collecting {
public:
    explicit Collecting(const lab::Lab& lab) : lab_(lab) {
        for (const lab::Variable& variable : lab.variables) {
            const std::size_t dot = variable.from.rfind(".address");
            const std::string node = variable.from.substr(0, dot);
            if (dot != std::string::npos && isNode(node)) {
                (runsBackend(node) ? workers_ : outside_).emplace(node, variable.value);
            }
        }
    }

    void addServices() {
        for (const lab::Manifest& manifest : lab_.manifests) {
            for (const auto& service : manifest.objects.services) {
                for (const auto& port : service.ports) {
                    if (port.protocol == kube::Protocol::Tcp) {
                        addService(service, port);
                    }
                }
            }
        }
    }

    void addRules(const plan::Observed& node) {
        for (const ServiceAddress& service : serviceAddresses(node.rules)) {
            const bool isOne = service.port.find(':') == std::string::npos && !service.port.empty();
            if (isOne && service.protocol == "tcp") {
                add(service.text(), "rules of " + node.node);
            }
        }
    }

    std::vector<TrafficTarget> take() { return std::move(all_); }

private:
    [[nodiscard]] bool isNode(const std::string& name) const {
        return std::any_of(lab_.nodes.begin(), lab_.nodes.end(),
                           [&](const lab::NodeRole& node) { return node.name == name; });
    }

    [[nodiscard]] bool runsBackend(const std::string& node) const {
        return std::any_of(lab_.backends.begin(), lab_.backends.end(),
                           [&](const lab::Backend& backend) { return backend.node == node; });
    }

    void addService(const kube::Service& service, const kube::ServicePort& port) {
        if (service.clusterIp) {
            add(endpoint(*service.clusterIp, port.port), "ClusterIP");
        }
        if (port.nodePort) {
            for (const auto& [node, address] : workers_) {
                add(endpoint(address, *port.nodePort), "NodePort of " + node);
            }
            add(endpoint("127.0.0.1", *port.nodePort), "NodePort, from the node itself");
        }
        if (service.type == kube::ServiceType::LoadBalancer) {
            for (const auto& [node, address] : outside_) {
                add(endpoint(address, port.port), "load balancer on " + node);
            }
        }
    }

    void add(const std::string& address, const std::string& about) {
        if (std::none_of(all_.begin(), all_.end(),
                         [&](const TrafficTarget& target) { return target.address == address; })) {
            all_.push_back({address, about});
        }
    }

    const lab::Lab& lab_;
    std::map<std::string, std::string> workers_;  ///< addresses by node
    std::map<std::string, std::string> outside_;
    std::vector<TrafficTarget> all_;
};

}  // namespace

std::vector<TrafficTarget> trafficTargets(const lab::Lab& lab,
                                          const std::map<std::string, plan::Observed>& nodes) {
    Collecting collecting(lab);
    collecting.addServices();
    for (const auto& [name, node] : nodes) {
        collecting.addRules(node);
    }
    return collecting.take();
}

}  // namespace podwire::live
