// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace podwire::capture {

/// A packet on its way to the file.
struct Packet {
    std::uint32_t interface = 0;  ///< the how manieth of the capture's places
    std::int64_t time = 0;        ///< nanoseconds since 1970-01-01 UTC
    std::uint32_t length = 0;     ///< on the wire
    std::string bytes;
};

/// Packets of several interfaces in the order of their times. The kernels hand them over in blocks, an
/// interface's up to a second later than another's, so each packet waits for those that may still come before
/// it.
class PacketOrder {
public:
    using Clock = std::chrono::steady_clock;

    explicit PacketOrder(Clock::duration window) : window_(window) {}

    void add(Packet packet, Clock::time_point arrived);
    /// Those that have waited long enough, and all with an earlier time.
    std::vector<Packet> ready(Clock::time_point now);
    /// All that are left.
    std::vector<Packet> rest();

private:
    struct Entry {
        Packet packet;
        std::uint64_t number;
    };
    struct Later {
        bool operator()(const Entry& one, const Entry& other) const {
            return one.packet.time != other.packet.time ? one.packet.time > other.packet.time
                                                        : one.number > other.number;
        }
    };
    struct Arrival {
        Clock::time_point when;
        std::int64_t time;
    };

    std::vector<Packet> upTo(std::int64_t time);

    Clock::duration window_;
    std::vector<Entry> heap_;
    std::deque<Arrival> arrivals_;
    std::uint64_t added_ = 0;
};

}  // namespace podwire::capture
