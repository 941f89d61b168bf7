// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/lab/lab.h"

namespace podwire::live {

/// A DNS server that a lab runs as a unit, with what its configuration says.
struct LabDnsServer {
    std::string node;
    std::string unit;  ///< "coredns.service"
    std::string name;  ///< "coredns"
    std::string step;  ///< id of the step that starts it
    int port = 53;
    std::vector<std::pair<std::string, std::string>>
        rewrites;                        ///< a name, and the one asked for in its place
    std::vector<std::string> upstreams;  ///< whom it asks
};

/// In the lab's order.
std::vector<LabDnsServer> dnsServersOf(const lab::Lab& lab);

}  // namespace podwire::live
