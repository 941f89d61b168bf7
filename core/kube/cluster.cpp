// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/cluster.h"

#include <algorithm>

namespace podwire::kube {
namespace {

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

void Cluster::add(const Cluster& more) {
    append(services, more.services);
    append(deployments, more.deployments);
    append(endpointSlices, more.endpointSlices);
}

bool selects(const Service& service, const Deployment& deployment) {
    const Labels& labels = deployment.templateLabels;
    return service.type != ServiceType::ExternalName && !service.selector.empty() &&
           service.metadata.nameSpace == deployment.metadata.nameSpace &&
           std::includes(labels.begin(), labels.end(), service.selector.begin(), service.selector.end());
}

std::optional<std::uint16_t> resolveTargetPort(const ServicePort& port, const Deployment& deployment) {
    if (const auto* number = std::get_if<std::uint16_t>(&port.targetPort)) {
        return *number;
    }
    const std::string& name = std::get<std::string>(port.targetPort);
    for (const Container& container : deployment.containers) {
        for (const ContainerPort& candidate : container.ports) {
            if (candidate.name == name && candidate.protocol == port.protocol) {
                return candidate.containerPort;
            }
        }
    }
    return std::nullopt;
}

}  // namespace podwire::kube
