// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/compare.h"

#include <algorithm>
#include <iterator>

namespace podwire::walk {
namespace {

bool mayBeSame(const std::optional<std::uint32_t>& a, const std::optional<std::uint32_t>& b) {
    return !a || !b || a == b;
}

bool mayBeSame(const std::optional<netfilter::PortRange>& a, const std::optional<netfilter::PortRange>& b) {
    return !a || !b || (a->first <= b->last && b->first <= a->last);
}

bool mayBeSame(const netfilter::Endpoints& a, const netfilter::Endpoints& b) {
    return mayBeSame(a.source, b.source) && mayBeSame(a.destination, b.destination) &&
           mayBeSame(a.sourcePort, b.sourcePort) && mayBeSame(a.destinationPort, b.destinationPort);
}

std::vector<const Hop*> tracedOf(const std::vector<Hop>& hops) {
    std::vector<const Hop*> traced;
    for (const Hop& hop : hops) {
        if (isTraced(hop)) {
            traced.push_back(&hop);
        }
    }
    return traced;
}

}  // namespace

bool isSame(const Hop& a, const Hop& b) {
    return a.kind == b.kind && a.isReply == b.isReply && a.node == b.node && a.netns == b.netns &&
           a.table == b.table && a.chain == b.chain && a.rule == b.rule && mayBeSame(a.before, b.before);
}

std::optional<std::size_t> firstDifference(const std::vector<Hop>& predicted, const std::vector<Hop>& real) {
    const auto one = tracedOf(predicted);
    const auto other = tracedOf(real);
    const std::size_t both = std::min(one.size(), other.size());
    for (std::size_t i = 0; i < both; ++i) {
        if (!isSame(*one[i], *other[i])) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> wayTaken(const Prediction& prediction, const std::vector<Hop>& real) {
    const auto agreement = [&](const Way& way) {
        const std::size_t shorter = std::min(tracedOf(way.hops).size(), tracedOf(real).size());
        return std::pair(firstDifference(way.hops, real).value_or(shorter), way.probability);
    };
    const auto best =
        std::max_element(prediction.ways.begin(), prediction.ways.end(),
                         [&](const Way& a, const Way& b) { return agreement(a) < agreement(b); });
    return best == prediction.ways.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(best - prediction.ways.begin()));
}

}  // namespace podwire::walk
