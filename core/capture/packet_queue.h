// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

#include "core/capture/packet_order.h"

namespace podwire::capture {

/// Packets between the threads that receive them and the one that writes them. Holds a bounded number of
/// bytes, so a slow disk costs packets, which are counted, and never the machine's memory.
class PacketQueue {
public:
    explicit PacketQueue(std::size_t mostBytes) : most_(mostBytes) {}

    /// From any thread. False: there is no room.
    bool add(Packet packet);
    /// From any thread: take() returns now.
    void wake();
    /// All that are there; waits for the first one, a wake() or until the time is over.
    std::vector<Packet> take(std::chrono::milliseconds most);
    /// Gives back the room of packets that were taken.
    void release(std::size_t bytes);

    /// What a packet counts for.
    static std::size_t sizeOf(const Packet& packet) { return sizeof(Packet) + packet.bytes.size(); }

private:
    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Packet> packets_;
    std::size_t bytes_ = 0;
    bool woken_ = false;
};

}  // namespace podwire::capture
