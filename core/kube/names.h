// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Kubernetes' rules for names, in the words of its API server. Each function says what is wrong with a
/// value; nothing when it is right.
namespace podwire::kube {

using Complaints = std::vector<std::string>;

Complaints complaintsAboutDns1035Label(std::string_view value);  ///< names of Services
Complaints complaintsAboutDns1123Label(
    std::string_view value);  ///< namespaces, containers, ports of Services
Complaints complaintsAboutDns1123Subdomain(std::string_view value);  ///< other names, externalName
Complaints complaintsAboutPortName(std::string_view value);          ///< ports of containers
Complaints complaintsAboutLabelKey(std::string_view value);          ///< "app", "kubernetes.io/service-name"
Complaints complaintsAboutLabelValue(std::string_view value);

/// An address that an endpoint may have: IPv4 and of no special use.
Complaints complaintsAboutEndpointAddress(std::string_view value);

}  // namespace podwire::kube
