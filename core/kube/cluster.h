// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/kube/model.h"
#include "core/yaml/position.h"

namespace podwire::kube {

/// The objects of one manifest, or of several together.
struct Cluster {
    std::vector<Service> services;
    std::vector<Deployment> deployments;
    std::vector<EndpointSlice> endpointSlices;

    void add(const Cluster& more);
};

/// Whether the Service sends to the Deployment's pods: same namespace, and a selector that their labels
/// match. A Service without a selector selects nothing.
bool selects(const Service& service, const Deployment& deployment);

/// The number behind a Service's targetPort on the Deployment's pods: a name is that of a container's port
/// with the same protocol. Nothing when no container has it.
std::optional<std::uint16_t> resolveTargetPort(const ServicePort& port, const Deployment& deployment);

/// What does not fit together although each object is right by itself, in the order of the files. Services
/// with one name in different files are variants of each other and no mistake; in one file they are.
yaml::Diagnostics crossCheck(const Cluster& cluster);

}  // namespace podwire::kube
