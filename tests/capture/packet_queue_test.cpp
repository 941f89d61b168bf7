// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/packet_queue.h"

#include <gtest/gtest.h>

#include <thread>

namespace podwire::capture {
namespace {

using std::chrono::milliseconds;

TEST(PacketQueue, TakesNoMoreThanItHasRoomFor) {
    const Packet packet{0, 0, 0, "abcdefghijklmnopqrstuvwxyz"};
    const std::size_t size = PacketQueue::sizeOf(packet);
    PacketQueue queue(2 * size);
    EXPECT_TRUE(queue.add(packet));
    EXPECT_TRUE(queue.add(packet));
    EXPECT_FALSE(queue.add(packet));
    EXPECT_EQ(queue.take(milliseconds(0)).size(), 2U);
    EXPECT_FALSE(queue.add(packet)) << "what was taken is not written yet";
    queue.release(size);
    EXPECT_TRUE(queue.add(packet));
    EXPECT_FALSE(queue.add(packet));
}

TEST(PacketQueue, AWaitEndsWithAPacketAWakeOrTheTime) {
    PacketQueue queue(1'000'000);
    EXPECT_TRUE(queue.take(milliseconds(1)).empty());
    queue.wake();
    EXPECT_TRUE(queue.take(std::chrono::minutes(10)).empty());
    std::thread sender([&queue] { queue.add({3, 4, 5, "now"}); });
    const auto packets = queue.take(std::chrono::minutes(10));
    sender.join();
    ASSERT_EQ(packets.size(), 1U);
    EXPECT_EQ(packets[0].bytes, "now");
}

}  // namespace
}  // namespace podwire::capture
