// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/yaml/position.h"

/// Kubernetes objects as far as a service's way to its pods needs them, defaults filled in and checked by the
/// rules of the API server. IPv4 only. Field by field: https://kubernetes.io/docs/reference/kubernetes-api/
namespace podwire::kube {

using Labels = std::map<std::string, std::string>;

/// "app=cs-pod,tier=web"; "<none>" without labels.
std::string toString(const Labels& labels);

enum class Protocol { Tcp, Udp, Sctp };
std::string_view toString(Protocol protocol);  ///< "TCP"

struct Metadata {
    std::string name;
    std::string nameSpace = "default";
    Labels labels;
    yaml::Position position;  ///< of the object in its file
    [[nodiscard]] bool sameObject(const Metadata& other) const;
};

/// A port's number, or the name of a container's port.
using PortReference = std::variant<std::uint16_t, std::string>;
std::string toString(const PortReference& port);

/// Port numbers are 1..65535 wherever they stand.
struct ServicePort {
    std::string name;  ///< empty only when the Service has no other port
    Protocol protocol = Protocol::Tcp;
    std::uint16_t port = 0;
    PortReference targetPort;
    std::optional<std::uint16_t> nodePort;  ///< 30000..32767; without one the cluster would choose
    yaml::Position position;
};

enum class ServiceType { ClusterIp, NodePort, LoadBalancer, ExternalName };
std::string_view toString(ServiceType type);  ///< "ClusterIP"

enum class SessionAffinity { None, ClientIp };
enum class TrafficPolicy { Cluster, Local };

struct Service {
    Metadata metadata;  ///< the name is a DNS-1035 label
    ServiceType type = ServiceType::ClusterIp;
    std::optional<std::string> clusterIp;  ///< dotted quad; empty: the cluster would choose, or headless
    bool headless = false;                 ///< clusterIP: None
    std::vector<ServicePort> ports;        ///< distinct by protocol and port
    Labels selector;                       ///< empty: endpoints are made by hand
    std::string externalName;              ///< without a final dot
    SessionAffinity sessionAffinity = SessionAffinity::None;
    TrafficPolicy externalTrafficPolicy = TrafficPolicy::Cluster;
};

struct ContainerPort {
    std::string name;  ///< may be empty
    std::uint16_t containerPort = 0;
    Protocol protocol = Protocol::Tcp;
};

struct Container {
    std::string name;
    std::string image;
    std::vector<ContainerPort> ports;
};

struct Deployment {
    Metadata metadata;
    int replicas = 1;
    Labels selector;  ///< matchLabels; a part of templateLabels
    Labels templateLabels;
    std::vector<Container> containers;
};

struct EndpointPort {
    std::string name;
    std::optional<std::uint16_t> port;  ///< without one any port is meant
    Protocol protocol = Protocol::Tcp;
    yaml::Position position;
};

struct Endpoint {
    std::string address;  ///< dotted quad
    std::string node;
    std::string pod;  ///< targetRef's name when it is a Pod
    bool ready = true;
    yaml::Position position;
};

/// Of addressType IPv4.
struct EndpointSlice {
    Metadata metadata;
    std::string service;  ///< its label kubernetes.io/service-name; may be empty
    std::vector<EndpointPort> ports;
    std::vector<Endpoint> endpoints;
};

}  // namespace podwire::kube
