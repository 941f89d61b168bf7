// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/netfilter/rule.h"

namespace podwire::live {

/// An address and a port before and after a rule; host byte order. 0: the protocol has no ports.
struct Endpoints {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint16_t fromPort = 0;
    std::uint16_t toPort = 0;
    bool toHere = false;  ///< `to` is an address of the node
};

/// Whether DNAT, REDIRECT or NETMAP may turn a destination into that other one.
bool translatesDestination(const netfilter::Target& target, const Endpoints& endpoints);
/// Whether SNAT, MASQUERADE or NETMAP may turn a source into that other one.
bool translatesSource(const netfilter::Target& target, const Endpoints& endpoints);

}  // namespace podwire::live
