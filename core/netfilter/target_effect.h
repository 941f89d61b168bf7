// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/netfilter/packet.h"
#include "core/netfilter/rule.h"

namespace podwire::netfilter {

/// What a target does with a packet.
enum class Effect {
    GoesOn,      ///< only counts, logs, or changes what no rule of Podwire's interest asks for
    Marks,       ///< goes on with another mark
    Untracks,    ///< goes on, past conntrack and so past nat
    Accepts,     ///< leaves the table's hook
    Drops,       ///< DROP and REJECT
    Returns,     ///< to the chain that jumped here, or to the policy
    Translates,  ///< DNAT, REDIRECT, SNAT, MASQUERADE
    Jumps,       ///< to a chain of that name, if the table has one
    HandsOver,   ///< to a program or a socket, which decides: NFQUEUE, TPROXY
    NotFollowed  ///< changes the packet in a way that is not followed here: NETMAP
};
Effect effectOf(const Rule& rule);

/// The packet's marks after a target whose effect is Marks.
void setMarks(const Target& target, Packet& packet);

/// What a translating target puts in place of an address and port. What is not set stays, or is chosen by the
/// kernel: see `isOwnAddress`.
struct Translation {
    bool ofDestination = false;  ///< DNAT, REDIRECT; else the source
    bool isOwnAddress = false;   ///< MASQUERADE, REDIRECT: an address that the namespace has on the device
    std::optional<std::uint32_t> address;
    std::optional<std::uint32_t> lastAddress;  ///< of a range, out of which the kernel chooses by a hash
    std::optional<PortRange> port;
    /// "192.168.1.10:80"; a range as the rule writes it; "" where everything is the kernel's choice.
    std::string text;
};
/// Nothing for a target that does not translate, or whose words cannot be read.
std::optional<Translation> translationOf(const Target& target);

/// The destination that a packet has after the translation, as far as it is known.
Endpoints translated(const Endpoints& ends, const Translation& translation);

}  // namespace podwire::netfilter
