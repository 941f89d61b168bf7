// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/conntrack/flow.h"

namespace podwire::conntrack {

/// What NAT does to a connection.
struct Nat {
    bool destination = false;  ///< DNAT: another than the addressed one answers
    bool source = false;       ///< SNAT: answers go to another than the sender
    bool operator==(const Nat&) const = default;
};

Nat natOf(const Flow& flow);

/// In plain words: "10.96.1.100:8080 → 192.168.1.10:80 (DNAT); source rewritten to 10.30.45.100 (SNAT)".
/// Empty: no translation. UTF-8.
std::string natWords(const Flow& flow);

/// "10.30.45.100:34544 → 10.96.1.100:8080"; ICMP: "10.0.0.1 → 10.0.0.2, echo request, id 947". UTF-8.
std::string tupleText(std::uint8_t protocol, const Tuple& tuple);

}  // namespace podwire::conntrack
