// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/chain_order.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace podwire::netfilter {

Hook hookOf(std::string_view chain) {
    constexpr std::array<std::string_view, 5> kNames{"PREROUTING", "INPUT", "FORWARD", "OUTPUT",
                                                     "POSTROUTING"};
    const auto* const found = std::find(kNames.begin(), kNames.end(), chain);
    return static_cast<Hook>(found - kNames.begin());
}

int priorityOf(std::string_view table, Hook hook) {
    constexpr int kRaw = -300;
    constexpr int kMangle = -150;
    constexpr int kNatDestination = -100;
    constexpr int kFilter = 0;
    constexpr int kSecurity = 50;
    constexpr int kNatSource = 100;
    if (table == "raw") {
        return kRaw;
    }
    if (table == "mangle") {
        return kMangle;
    }
    if (table == "nat") {
        return hook == Hook::Input || hook == Hook::Postrouting ? kNatSource : kNatDestination;
    }
    return table == "security" ? kSecurity : kFilter;
}

bool endsWalk(std::string_view target) {
    constexpr std::array<std::string_view, 11> kLast{"ACCEPT", "DROP",  "REJECT",     "RETURN",
                                                     "DNAT",   "SNAT",  "MASQUERADE", "REDIRECT",
                                                     "NETMAP", "QUEUE", "NFQUEUE"};
    return std::find(kLast.begin(), kLast.end(), target) != kLast.end();
}

}  // namespace podwire::netfilter
