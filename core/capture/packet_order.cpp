// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/packet_order.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace podwire::capture {

void PacketOrder::add(Packet packet, Clock::time_point arrived) {
    arrivals_.push_back({arrived, packet.time});
    heap_.push_back({std::move(packet), added_++});
    std::push_heap(heap_.begin(), heap_.end(), Later());
}

std::vector<Packet> PacketOrder::ready(Clock::time_point now) {
    std::int64_t latest = std::numeric_limits<std::int64_t>::min();
    while (!arrivals_.empty() && arrivals_.front().when + window_ <= now) {
        latest = std::max(latest, arrivals_.front().time);
        arrivals_.pop_front();
    }
    return upTo(latest);
}

std::vector<Packet> PacketOrder::rest() {
    arrivals_.clear();
    return upTo(std::numeric_limits<std::int64_t>::max());
}

std::vector<Packet> PacketOrder::upTo(std::int64_t time) {
    std::vector<Packet> packets;
    while (!heap_.empty() && heap_.front().packet.time <= time) {
        std::pop_heap(heap_.begin(), heap_.end(), Later());
        packets.push_back(std::move(heap_.back().packet));
        heap_.pop_back();
    }
    return packets;
}

}  // namespace podwire::capture
