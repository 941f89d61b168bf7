// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/service_ports.h"

#include <set>
#include <utility>

#include "core/kube/metadata_reader.h"

namespace podwire::kube {
namespace {

constexpr std::size_t maxPorts = 1000;
constexpr std::int32_t lowestNodePort = 30000;
constexpr std::int32_t highestNodePort = 32767;
constexpr std::uint16_t kubeletPort = 10250;

bool takesNodePorts(ServiceType type) {
    return type == ServiceType::NodePort || type == ServiceType::LoadBalancer;
}

PortReference readTargetPort(const Field& field, std::uint16_t port) {
    const auto value = field.integerOrString();
    if (!value) {
        return port;
    }
    if (const auto* name = std::get_if<std::string>(&*value)) {
        for (const std::string& complaint : name->empty() ? Complaints() : complaintsAboutPortName(*name)) {
            field.invalid(*name, complaint);
        }
        return name->empty() ? PortReference(port) : PortReference(*name);
    }
    return std::get<std::int32_t>(*value) == 0 ? port : readPortNumber(field);
}

std::optional<std::uint16_t> readNodePort(const Field& field, std::optional<ServiceType> type) {
    const auto number = field.integer();
    if (!number || *number == 0) {
        return std::nullopt;
    }
    if (type && !takesNodePorts(*type)) {
        field.forbidden("may not be used when `type` is '" + std::string(toString(*type)) + "'");
        return std::nullopt;
    }
    if (*number < lowestNodePort || *number > highestNodePort) {
        field.invalid(*number, "provided port is not in the valid range. The range of valid ports is " +
                                   std::to_string(lowestNodePort) + "-" + std::to_string(highestNodePort));
        return std::nullopt;
    }
    return static_cast<std::uint16_t>(*number);
}

ServicePort readPort(const Field& item, std::optional<ServiceType> type) {
    item.object({"name", "protocol", "appProtocol", "port", "targetPort", "nodePort"});
    ServicePort port;
    port.name = item.child("name").name(complaintsAboutDns1123Label);
    port.protocol = readProtocol(item.child("protocol"));
    port.port = readPortNumber(item.child("port"));
    port.targetPort = readTargetPort(item.child("targetPort"), port.port);
    port.nodePort = readNodePort(item.child("nodePort"), type);
    port.position = item.position();
    if (port.port == kubeletPort && type == ServiceType::LoadBalancer) {
        item.invalid(port.port, "may not expose port 10250 externally since it is used by kubelet");
    }
    return port;
}

/// Tells what one port has in common with those before it.
class Duplicates {
public:
    void look(const Field& item, const ServicePort& port) {
        if (!port.name.empty() && !names_.insert(port.name).second) {
            item.child("name").duplicate(quoted(port.name));
        }
        if (port.nodePort && !nodePorts_.insert({port.protocol, *port.nodePort}).second) {
            item.child("nodePort").duplicate(std::to_string(*port.nodePort));
        }
        if (port.port != 0 && !ports_.insert({port.protocol, port.port}).second) {
            item.duplicate("{\"protocol\":" + quoted(toString(port.protocol)) +
                           ",\"port\":" + std::to_string(port.port) + '}');
        }
    }

private:
    std::set<std::string> names_;
    std::set<std::pair<Protocol, std::uint16_t>> ports_;
    std::set<std::pair<Protocol, std::uint16_t>> nodePorts_;
};

}  // namespace

std::vector<ServicePort> readServicePorts(const Field& spec, std::optional<ServiceType> type) {
    const std::vector<Field> items = spec.child("ports").items(maxPorts);
    std::vector<ServicePort> ports;
    Duplicates duplicates;
    for (const Field& item : items) {
        ports.push_back(readPort(item, type));
        if (items.size() > 1 && item.child("name").vacant()) {
            item.child("name").required();
        }
        duplicates.look(item, ports.back());
    }
    return ports;
}

}  // namespace podwire::kube
