// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/live/traffic_result.h"

namespace podwire::live {

/// Durations in microseconds, counted in bounded space: a percentile is right to about 1.6 %.
class Latencies {
public:
    void add(std::int64_t microseconds);
    [[nodiscard]] std::uint64_t count() const { return count_; }
    /// The duration that `part` (0 to 1) of all do not exceed; 0 when there are none.
    [[nodiscard]] std::int64_t percentile(double part) const;

private:
    static constexpr std::size_t kBuckets = 2048;
    std::array<std::uint32_t, kBuckets> counts_{};
    std::uint64_t count_ = 0;
};

/// What came of requests so far. Bounded, however many they are.
class TrafficTally {
public:
    static constexpr std::int64_t kSlotMicroseconds = 100'000;
    static constexpr std::size_t kMostSlots = 3'000;  ///< five minutes
    static constexpr std::size_t kMostServers = 256;  ///< further ones count as unknown

    /// What ended within one slot.
    struct Slot {
        std::map<std::string, std::uint32_t> hits;  ///< by server
        std::uint32_t failed = 0;
    };

    void add(const TrafficResult& result);

    [[nodiscard]] std::uint64_t requests() const { return requests_; }
    [[nodiscard]] std::uint64_t failed() const { return failed_; }
    /// Answers by the address that they name; "" for those that name none.
    [[nodiscard]] const std::map<std::string, std::uint64_t>& hits() const { return hits_; }
    [[nodiscard]] const std::map<TrafficFailure, std::uint64_t>& failures() const { return failures_; }
    /// Of the requests that were answered.
    [[nodiscard]] const Latencies& latencies() const { return latencies_; }
    /// The addresses that were connected to, kMostServers at most: more than one only for a name.
    [[nodiscard]] const std::map<std::string, std::uint64_t>& asked() const { return asked_; }
    /// By slot number since the generator began; slots in which nothing ended are left out, the oldest go.
    [[nodiscard]] const std::map<std::int64_t, Slot>& history() const { return history_; }

private:
    std::uint64_t requests_ = 0;
    std::uint64_t failed_ = 0;
    std::map<std::string, std::uint64_t> hits_;
    std::map<std::string, std::uint64_t> asked_;
    std::map<TrafficFailure, std::uint64_t> failures_;
    std::map<std::int64_t, Slot> history_;
    Latencies latencies_;
};

}  // namespace podwire::live
