// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/chain_passing.h"

#include "core/netfilter/chain_order.h"

namespace podwire::models {

double passing(const netfilter::TalliedChain& chain) {
    double rate = chain.policyCount.packetsPerSecond;
    for (std::size_t i = 0; i < chain.counts.size(); ++i) {
        const auto& target = chain.rules->at(i)->installed.rule.target;
        if (target && netfilter::endsWalk(target->name)) {
            rate += chain.counts[i].packetsPerSecond;
        }
    }
    return rate;
}

}  // namespace podwire::models
