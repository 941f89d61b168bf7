// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/kube/model.h"

/// What `kubectl get` prints, column by column (kubectl 1.27 and later). Pure functions; an empty list of
/// rows is an empty text.
namespace podwire::kube {

struct ServiceRow {
    Service service;
    std::string age;                             ///< "5m", "2d3h"
    std::optional<std::string> externalAddress;  ///< of a load balancer, once it has one
};

struct PodRow {
    std::string name;
    std::string ready;     ///< "2/2"
    std::string status;    ///< "Running"
    std::string restarts;  ///< "0", "3 (5m ago)"
    std::string age;
    std::string ip;    ///< may be empty
    std::string node;  ///< may be empty
};

struct EndpointSliceRow {
    EndpointSlice slice;
    std::string age;
};

/// `kubectl get svc -o wide`
std::string listServices(const std::vector<ServiceRow>& rows);
/// `kubectl get pods -o wide`
std::string listPods(const std::vector<PodRow>& rows);
/// `kubectl get endpointslices`
std::string listEndpointSlices(const std::vector<EndpointSliceRow>& rows);
/// `kubectl get svc,pods -o wide`: names with their kind, an empty line between the tables.
std::string listServicesAndPods(const std::vector<ServiceRow>& services, const std::vector<PodRow>& pods);

}  // namespace podwire::kube
