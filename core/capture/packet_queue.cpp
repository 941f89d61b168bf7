// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/packet_queue.h"

#include <utility>

namespace podwire::capture {

bool PacketQueue::add(Packet packet) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        if (bytes_ + sizeOf(packet) > most_) {
            return false;
        }
        bytes_ += sizeOf(packet);
        first = packets_.empty();
        packets_.push_back(std::move(packet));
    }
    if (first) {
        changed_.notify_one();
    }
    return true;
}

void PacketQueue::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_one();
}

std::vector<Packet> PacketQueue::take(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [this] { return woken_ || !packets_.empty(); });
    woken_ = false;
    return std::exchange(packets_, {});
}

void PacketQueue::release(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    bytes_ -= bytes;
}

}  // namespace podwire::capture
