// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/kube/cluster.h"
#include "core/kube/field.h"
#include "core/yaml/report.h"

namespace podwire::kube {
namespace {

std::string named(std::string_view kind, const Metadata& metadata) {
    return std::string(kind) + ' ' + quoted(metadata.name);
}

std::string indexed(std::string_view list, std::size_t index, std::string_view field) {
    return std::string(list) + '[' + std::to_string(index) + "]." + std::string(field);
}

/// Sees every object once and tells which cannot stand beside an earlier one.
class Rivals {
public:
    enum class Reach { SameFile, Everywhere };

    Rivals(yaml::Report& report, std::string_view kind, Reach reach)
        : report_(report), kind_(kind), reach_(reach) {}

    void look(const Metadata& metadata) {
        const std::string file = reach_ == Reach::SameFile ? metadata.position.file : std::string();
        const auto [first, isNew] =
            seen_.emplace(std::tuple(file, metadata.nameSpace, metadata.name), metadata.position);
        if (!isNew) {
            report_.add(metadata.position, "a second " + named(kind_, metadata),
                        "The first stands at " + first->second.text() + '.');
        }
    }

private:
    yaml::Report& report_;
    std::string_view kind_;
    Reach reach_;
    std::map<std::tuple<std::string, std::string, std::string>, yaml::Position> seen_;
};

void checkNames(const Cluster& cluster, yaml::Report& report) {
    Rivals services(report, "Service", Rivals::Reach::SameFile);
    Rivals deployments(report, "Deployment", Rivals::Reach::Everywhere);
    Rivals slices(report, "EndpointSlice", Rivals::Reach::Everywhere);
    for (const Service& service : cluster.services) {
        services.look(service.metadata);
    }
    for (const Deployment& deployment : cluster.deployments) {
        deployments.look(deployment.metadata);
    }
    for (const EndpointSlice& slice : cluster.endpointSlices) {
        slices.look(slice.metadata);
    }
}

/// Services of one file are all in the cluster at once, so each address and node port is there once.
void checkAllocations(const Cluster& cluster, yaml::Report& report) {
    std::set<std::tuple<std::string, std::string>> addresses;
    std::set<std::tuple<std::string, Protocol, std::uint16_t>> nodePorts;
    for (const Service& service : cluster.services) {
        const std::string& file = service.metadata.position.file;
        if (service.clusterIp && !addresses.insert({file, *service.clusterIp}).second) {
            report.add(service.metadata.position,
                       "spec.clusterIP: Invalid value: " + quoted(*service.clusterIp) +
                           ": provided IP is already allocated");
        }
        for (std::size_t i = 0; i < service.ports.size(); ++i) {
            const ServicePort& port = service.ports[i];
            if (port.nodePort && !nodePorts.insert({file, port.protocol, *port.nodePort}).second) {
                report.add(port.position, indexed("spec.ports", i, "nodePort") +
                                              ": Invalid value: " + std::to_string(*port.nodePort) +
                                              ": provided port is already allocated");
            }
        }
    }
}

std::string declaredPorts(const Deployment& deployment, Protocol protocol) {
    std::string all;
    for (const Container& container : deployment.containers) {
        for (const ContainerPort& port : container.ports) {
            if (port.protocol == protocol) {
                all += (all.empty() ? "" : ", ") + std::to_string(port.containerPort) +
                       (port.name.empty() ? "" : " (" + port.name + ')');
            }
        }
    }
    return all;
}

bool declares(const Deployment& deployment, Protocol protocol, std::uint16_t number) {
    return std::any_of(deployment.containers.begin(), deployment.containers.end(),
                       [protocol, number](const Container& container) {
                           return std::any_of(container.ports.begin(), container.ports.end(),
                                              [protocol, number](const ContainerPort& port) {
                                                  return port.protocol == protocol &&
                                                         port.containerPort == number;
                                              });
                       });
}

void checkTargetPorts(const Service& service, const Deployment& deployment, yaml::Report& report) {
    for (std::size_t i = 0; i < service.ports.size(); ++i) {
        const ServicePort& port = service.ports[i];
        const auto number = resolveTargetPort(port, deployment);
        const std::string declared = declaredPorts(deployment, port.protocol);
        if (number && (declared.empty() || declares(deployment, port.protocol, *number))) {
            continue;  // containers may keep silent about their ports
        }
        report.add(port.position,
                   indexed("spec.ports", i, "targetPort") + ": no container of " +
                       named("Deployment", deployment.metadata) + " has the " +
                       std::string(toString(port.protocol)) + " port " + toString(port.targetPort),
                   declared.empty() ? "Its containers name no such port." : "They have " + declared + '.');
    }
}

std::string labelsIn(const Cluster& cluster, const std::string& nameSpace) {
    std::string all;
    for (const Deployment& deployment : cluster.deployments) {
        if (deployment.metadata.nameSpace == nameSpace) {
            all +=
                (all.empty() ? "Pods there have the labels " : " or ") + toString(deployment.templateLabels);
        }
    }
    return all.empty() ? all : all + '.';
}

void checkSelectors(const Cluster& cluster, yaml::Report& report) {
    for (const Service& service : cluster.services) {
        bool found = service.selector.empty() || service.type == ServiceType::ExternalName;
        for (const Deployment& deployment : cluster.deployments) {
            if (selects(service, deployment)) {
                checkTargetPorts(service, deployment, report);
                found = true;
            }
        }
        if (!found) {
            const std::string& nameSpace = service.metadata.nameSpace;
            report.add(service.metadata.position,
                       "spec.selector: " + toString(service.selector) +
                           " selects no Deployment in namespace " + quoted(nameSpace),
                       labelsIn(cluster, nameSpace));
        }
    }
}

/// The numbers that a Service's port may mean: one for each Deployment that it selects.
std::set<std::uint16_t> targetsOf(const Cluster& cluster, const Service& service, const ServicePort& port) {
    std::set<std::uint16_t> targets;
    if (const auto* number = std::get_if<std::uint16_t>(&port.targetPort)) {
        return {*number};
    }
    for (const Deployment& deployment : cluster.deployments) {
        const auto number = selects(service, deployment) ? resolveTargetPort(port, deployment) : std::nullopt;
        if (number) {
            targets.insert(*number);
        }
    }
    return targets;
}

class SliceCheck {
public:
    SliceCheck(const Cluster& cluster, const EndpointSlice& slice, yaml::Report& report)
        : cluster_(cluster), slice_(slice), report_(report) {}

    void run() const {
        if (slice_.service.empty()) {
            report_.add(slice_.metadata.position,
                        "metadata.labels: the label kubernetes.io/service-name is missing",
                        "It names the Service that the endpoints belong to.");
            return;
        }
        bool found = false;
        for (const Service& service : cluster_.services) {
            if (service.metadata.name == slice_.service &&
                service.metadata.nameSpace == slice_.metadata.nameSpace) {
                comparePorts(service);
                found = true;
            }
        }
        if (!found) {
            report_.add(slice_.metadata.position, "metadata.labels: there is no Service " +
                                                      quoted(slice_.service) + " in namespace " +
                                                      quoted(slice_.metadata.nameSpace));
        }
    }

private:
    void comparePorts(const Service& service) const {
        for (std::size_t i = 0; i < slice_.ports.size(); ++i) {
            const EndpointPort& port = slice_.ports[i];
            const auto wanted =
                std::find_if(service.ports.begin(), service.ports.end(),
                             [&port](const ServicePort& one) { return one.name == port.name; });
            if (wanted == service.ports.end()) {
                blame(service, i, "name", quoted(port.name), "has no port of this name");
            } else if (wanted->protocol != port.protocol) {
                blame(service, i, "protocol", quoted(toString(port.protocol)),
                      "uses " + std::string(toString(wanted->protocol)));
            } else {
                compareNumber(service, *wanted, i);
            }
        }
    }

    void compareNumber(const Service& service, const ServicePort& wanted, std::size_t index) const {
        const std::set<std::uint16_t> targets = targetsOf(cluster_, service, wanted);
        const auto number = slice_.ports[index].port;
        if (number && !targets.empty() && !targets.contains(*number)) {
            blame(service, index, "port", std::to_string(*number),
                  "sends to port " + std::to_string(*targets.begin()));
        }
    }

    void blame(const Service& service, std::size_t index, std::string_view field, const std::string& value,
               const std::string& but) const {
        report_.add(slice_.ports[index].position,
                    indexed("ports", index, field) + ": Invalid value: " + value + ": " +
                        named("Service", service.metadata) + ' ' + but,
                    "The Service stands at " + service.metadata.position.text() + '.');
    }

    const Cluster& cluster_;
    const EndpointSlice& slice_;
    yaml::Report& report_;
};

/// A pod is one endpoint of a slice and has one address in all slices of a Service.
class PodCheck {
public:
    explicit PodCheck(yaml::Report& report) : report_(report) {}

    void look(const EndpointSlice& slice) {
        std::set<std::string> pods;
        std::set<std::string> addresses;
        for (std::size_t i = 0; i < slice.endpoints.size(); ++i) {
            const Endpoint& endpoint = slice.endpoints[i];
            const bool again =
                !endpoint.pod.empty() && (!pods.insert(endpoint.pod).second || moved(slice, endpoint));
            if (again) {
                blame(endpoint, indexed("endpoints", i, "targetRef.name"), endpoint.pod);
            }
            if (!endpoint.address.empty() && !addresses.insert(endpoint.address).second) {
                blame(endpoint, indexed("endpoints", i, "addresses[0]"), endpoint.address);
            }
        }
    }

private:
    bool moved(const EndpointSlice& slice, const Endpoint& endpoint) {
        const auto [known, isNew] = addresses_.emplace(
            std::tuple(slice.metadata.nameSpace, slice.service, endpoint.pod), endpoint.address);
        return !isNew && known->second != endpoint.address;
    }

    void blame(const Endpoint& endpoint, const std::string& path, const std::string& value) {
        report_.add(endpoint.position, path + ": Duplicate value: " + quoted(value));
    }

    yaml::Report& report_;
    std::map<std::tuple<std::string, std::string, std::string>, std::string> addresses_;
};

}  // namespace

yaml::Diagnostics crossCheck(const Cluster& cluster) {
    yaml::Report report;
    checkNames(cluster, report);
    checkAllocations(cluster, report);
    checkSelectors(cluster, report);
    PodCheck pods(report);
    for (const EndpointSlice& slice : cluster.endpointSlices) {
        SliceCheck(cluster, slice, report).run();
        pods.look(slice);
    }
    return report.sorted();
}

}  // namespace podwire::kube
