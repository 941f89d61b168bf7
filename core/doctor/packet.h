// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/netfilter/rule.h"

/// Whether rules match the packets of the service, as far as a rule's text tells.
namespace podwire::doctor {

/// A packet as one hook sees it. What is not known matches perhaps.
struct Packet {
    std::string protocol = "tcp";
    std::optional<std::uint32_t> source;
    std::optional<std::uint32_t> destination;
    int sourcePort = 0;  ///< 0: whatever the kernel gave the client
    int destinationPort = 0;
    std::optional<std::string> in;  ///< device; "" where a packet has none
    std::optional<std::string> out;
    bool isReply = false;   ///< conntrack has seen the other direction
    bool fromHere = false;  ///< its source is an address of the node
    bool toHere = false;
};

enum class Fit { No, Perhaps, Yes };

Fit fits(const netfilter::Rule& rule, const Packet& packet);

/// Every packet that `inner` matches is matched by `outer` as well.
bool covers(const netfilter::Rule& outer, const netfilter::Rule& inner);

/// No packet can match both.
bool areApart(const netfilter::Rule& a, const netfilter::Rule& b);

}  // namespace podwire::doctor
