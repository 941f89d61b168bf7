// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_tally.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace podwire::live {
namespace {

// Buckets 0 to 127 hold one microsecond each; from there on every power of two has 64 of them.
constexpr unsigned kBits = 6;
constexpr std::uint64_t kPerOctave = std::uint64_t{1} << kBits;

std::size_t bucketOf(std::uint64_t value) {
    const auto width = static_cast<unsigned>(std::bit_width(value));
    const unsigned shift = width > kBits + 1 ? width - kBits - 1 : 0;
    return static_cast<std::size_t>(shift * kPerOctave + (value >> shift));
}

/// The middle of what a bucket holds.
std::int64_t valueOf(std::size_t bucket) {
    const std::uint64_t octave = bucket / kPerOctave;
    const std::uint64_t shift = octave > 1 ? octave - 1 : 0;
    const std::uint64_t first = (bucket - shift * kPerOctave) << shift;
    return static_cast<std::int64_t>(first + ((std::uint64_t{1} << shift) - 1) / 2);
}

}  // namespace

void Latencies::add(std::int64_t microseconds) {
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(0, microseconds));
    ++counts_.at(std::min(bucketOf(value), kBuckets - 1));
    ++count_;
}

std::int64_t Latencies::percentile(double part) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
        seen += counts_.at(bucket);
        if (seen > 0 && seen >= wanted) {
            return valueOf(bucket);
        }
    }
    return 0;
}

void TrafficTally::add(const TrafficResult& result) {
    ++requests_;
    if (asked_.size() < kMostServers && !result.asked.empty()) {
        ++asked_[result.asked];
    }
    Slot& slot = history_[result.end() / kSlotMicroseconds];
    if (result.failure != TrafficFailure::None) {
        ++failed_;
        ++failures_[result.failure];
        ++slot.failed;
    } else {
        const bool isKnown = hits_.size() < kMostServers || hits_.contains(result.server);
        const std::string server = isKnown ? result.server : std::string();
        ++hits_[server];
        ++slot.hits[server];
        latencies_.add(result.duration);
    }
    if (history_.size() > kMostSlots) {
        history_.erase(history_.begin());
    }
}

}  // namespace podwire::live
