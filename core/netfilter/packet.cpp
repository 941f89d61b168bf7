// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/packet.h"

#include "core/netfilter/rule.h"

namespace podwire::netfilter {

Endpoints Endpoints::reversed() const {
    return {destination, source, destinationPort, sourcePort};
}

std::string endpointText(std::optional<std::uint32_t> address, std::optional<PortRange> port) {
    const std::string text = address ? formatAddress(*address) : "?";
    return port && port->isOne() ? text + ':' + std::to_string(port->first) : text;
}

}  // namespace podwire::netfilter
