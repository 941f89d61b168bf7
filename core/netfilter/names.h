// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// Names that iptables takes where the kernel has numbers. The node's own files may know more; those here are
/// what every Linux distribution ships.
namespace podwire::netfilter {

/// The name that iptables-save prints for an IP protocol number (protocols(5)), or nothing.
std::optional<std::string_view> protocolName(std::uint8_t number);
/// Number of a protocol name in any letter case, or of its alias.
std::optional<std::uint8_t> protocolNumber(std::string_view name);

/// Port of a TCP or UDP service name (services(5)): the common ones.
std::optional<std::uint16_t> servicePort(std::string_view name);

/// "3/4" for "fragmentation-needed", "any" for "any": iptables -p icmp -h.
std::optional<std::string_view> icmpTypeByName(std::string_view name);

/// Level number of LOG's --log-level: syslog(3).
std::optional<std::string_view> logLevelByName(std::string_view name);

/// Canonical type of REJECT's --reject-with for a name or an alias.
std::optional<std::string_view> rejectType(std::string_view name);

/// Value of a DSCP class: "EF" is 0x2e. RFC 2474, 2597, 3246.
std::optional<std::string_view> dscpByClass(std::string_view name);

/// Bits of a TOS name such as "Minimize-Delay".
std::optional<std::string_view> tosByName(std::string_view name);

}  // namespace podwire::netfilter
