// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/netfilter/ruleset.h"

namespace podwire::live {

/// An address that rules translate to others: what a service is called by.
struct ServiceAddress {
    std::string address;                ///< "10.96.1.100"
    std::string port;                   ///< "8080", "30000:30010"; empty: any
    std::string protocol;               ///< "tcp"; empty: any
    std::vector<std::string> backends;  ///< addresses without ports, in the order of the rules, each once
    bool operator==(const ServiceAddress&) const = default;

    [[nodiscard]] std::string text() const;  ///< "10.96.1.100:8080"
};

/// Every single address that nat's rules in PREROUTING and OUTPUT translate by DNAT, whether they do it
/// themselves or in a chain that they jump to. In the order of the rules, each once.
std::vector<ServiceAddress> serviceAddresses(const netfilter::Ruleset& rules);

}  // namespace podwire::live
