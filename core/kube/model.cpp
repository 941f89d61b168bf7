// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/model.h"

namespace podwire::kube {

std::string toString(const Labels& labels) {
    std::string all;
    for (const auto& [key, value] : labels) {
        all += all.empty() ? "" : ",";
        all.append(key).append("=").append(value);
    }
    return all.empty() ? "<none>" : all;
}

std::string_view toString(Protocol protocol) {
    switch (protocol) {
        case Protocol::Udp:
            return "UDP";
        case Protocol::Sctp:
            return "SCTP";
        case Protocol::Tcp:
            break;
    }
    return "TCP";
}

std::string toString(const PortReference& port) {
    const auto* number = std::get_if<std::uint16_t>(&port);
    return number != nullptr ? std::to_string(*number) : std::get<std::string>(port);
}

std::string_view toString(ServiceType type) {
    switch (type) {
        case ServiceType::NodePort:
            return "NodePort";
        case ServiceType::LoadBalancer:
            return "LoadBalancer";
        case ServiceType::ExternalName:
            return "ExternalName";
        case ServiceType::ClusterIp:
            break;
    }
    return "ClusterIP";
}

bool Metadata::sameObject(const Metadata& other) const {
    return name == other.name && nameSpace == other.nameSpace;
}

}  // namespace podwire::kube
