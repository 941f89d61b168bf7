// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/packet_order.h"

#include <gmock/gmock.h>

namespace podwire::capture {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr PacketOrder::Clock::time_point kStart{};

std::vector<std::string> texts(const std::vector<Packet>& packets) {
    std::vector<std::string> all;
    all.reserve(packets.size());
    for (const Packet& packet : packets) {
        all.push_back(packet.bytes);
    }
    return all;
}

Packet packet(std::int64_t time, std::string text) {
    return {0, time, 0, std::move(text)};
}

TEST(PacketOrder, LetsAPacketWaitForEarlierOnes) {
    PacketOrder order(milliseconds(1'500));
    order.add(packet(20, "b"), kStart);
    order.add(packet(40, "d"), kStart + milliseconds(200));
    order.add(packet(10, "a"), kStart + milliseconds(1'000));
    order.add(packet(30, "c"), kStart + milliseconds(1'100));
    EXPECT_THAT(texts(order.ready(kStart + milliseconds(1'499))), IsEmpty());
    EXPECT_THAT(texts(order.ready(kStart + milliseconds(1'500))), ElementsAre("a", "b"));
    EXPECT_THAT(texts(order.ready(kStart + milliseconds(1'700))), ElementsAre("c", "d"));
    EXPECT_THAT(texts(order.rest()), IsEmpty());
}

TEST(PacketOrder, KeepsPacketsOfOneTimeAsTheyCame) {
    PacketOrder order(milliseconds(1'500));
    for (const char* text : {"a", "b", "c", "d", "e"}) {
        order.add(packet(7, text), kStart);
    }
    EXPECT_THAT(texts(order.rest()), ElementsAre("a", "b", "c", "d", "e"));
}

TEST(PacketOrder, WritesAPacketThatComesTooLateAtOnceWithItsTurn) {
    PacketOrder order(milliseconds(10));
    order.add(packet(100, "late clock"), kStart);
    EXPECT_THAT(texts(order.ready(kStart + milliseconds(10))), ElementsAre("late clock"));
    order.add(packet(50, "early"), kStart + milliseconds(20));
    EXPECT_THAT(texts(order.ready(kStart + milliseconds(29))), IsEmpty());
    EXPECT_THAT(texts(order.ready(kStart + milliseconds(30))), ElementsAre("early"));
}

TEST(PacketOrder, WithoutAWindowHoldsNothingBack) {
    PacketOrder order(milliseconds(0));
    order.add(packet(2, "a"), kStart);
    order.add(packet(3, "b"), kStart);
    EXPECT_THAT(texts(order.ready(kStart)), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace podwire::capture
