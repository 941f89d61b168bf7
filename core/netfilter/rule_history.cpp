// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/netfilter/tally.h"

namespace podwire::netfilter {
namespace {

std::int64_t secondOf(Moment moment) {
    return std::chrono::floor<std::chrono::seconds>(moment).count();
}

}  // namespace

void RuleHistory::advance(std::int64_t second) {
    for (std::int64_t s = std::max(last_ + 1, second - kSeconds + 1); s <= second; ++s) {
        packets_.at(static_cast<std::size_t>(s % kSeconds)) = 0;
    }
    last_ = std::max(last_, second);
}

void RuleHistory::add(Moment since, Moment until, std::uint64_t packets) {
    const std::int64_t end = secondOf(until);
    const std::int64_t begin = std::clamp(secondOf(since) + 1, end - kSeconds + 1, end);
    advance(end);
    const auto share = static_cast<float>(packets) / static_cast<float>(end - begin + 1);
    for (std::int64_t s = begin; s <= end; ++s) {
        packets_.at(static_cast<std::size_t>(s % kSeconds)) += share;
    }
}

double RuleHistory::at(std::int64_t second) const {
    return second > last_ || second <= last_ - kSeconds || second < 0
               ? 0
               : static_cast<double>(packets_.at(static_cast<std::size_t>(second % kSeconds)));
}

}  // namespace podwire::netfilter
