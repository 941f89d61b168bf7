// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/pcapng_writer.h"

#include <gtest/gtest.h>

namespace podwire::capture {
namespace {

template <std::size_t Size>
std::string bytes(const char (&literal)[Size]) {
    return std::string(literal, Size - 1);
}

TEST(PcapngWriter, BeginsASectionOfUnknownLength) {
    std::string out;
    appendSectionHeader(out, "Podwire");
    EXPECT_EQ(out,
              bytes("\x0a\x0d\x0d\x0a\x2c\0\0\0\x4d\x3c\x2b\x1a\1\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff") +
                  bytes("\4\0\7\0Podwire\0\0\0\0\0\x2c\0\0\0"));
}

TEST(PcapngWriter, DescribesAnInterfaceWithItsNameAndFilter) {
    std::string out;
    appendInterface(out, {"n/e", "tcp", 1, 0x40000});
    EXPECT_EQ(out, bytes("\1\0\0\0\x30\0\0\0\1\0\0\0\0\0\4\0") + bytes("\2\0\3\0n/e\0") +
                       bytes("\x09\0\1\0\x09\0\0\0") + bytes("\x0b\0\4\0\0tcp") +
                       bytes("\0\0\0\0\x30\0\0\0"));
}

TEST(PcapngWriter, LeavesOutAFilterThatIsNone) {
    std::string out;
    appendInterface(out, {"eth0", "", 113, 0});
    EXPECT_EQ(out, bytes("\1\0\0\0\x28\0\0\0\x71\0\0\0\0\0\0\0") + bytes("\2\0\4\0eth0") +
                       bytes("\x09\0\1\0\x09\0\0\0") + bytes("\0\0\0\0\x28\0\0\0"));
}

TEST(PcapngWriter, PadsAPacketAndPutsTheHighWordOfItsTimeFirst) {
    std::string out = "before";
    appendPacket(out, 2, 0x0102030405060708, 1500, "abcde");
    EXPECT_EQ(out, "before" + bytes("\6\0\0\0\x28\0\0\0\2\0\0\0\4\3\2\1\x08\7\6\5\5\0\0\0\xdc\5\0\0") +
                       bytes("abcde\0\0\0\x28\0\0\0"));
}

TEST(PcapngWriter, WritesAnEmptyPacket) {
    std::string out;
    appendPacket(out, 0, 1, 0, "");
    EXPECT_EQ(out, bytes("\6\0\0\0\x20\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\x20\0\0\0"));
}

TEST(PcapngWriter, TellsWhatIsKnownOfTheCounts) {
    std::string out;
    appendStatistics(out, 1, {7, 300, std::nullopt, 5});
    EXPECT_EQ(out, bytes("\5\0\0\0\x34\0\0\0\1\0\0\0\0\0\0\0\7\0\0\0") +
                       bytes("\4\0\x08\0\x2c\1\0\0\0\0\0\0") + bytes("\x08\0\x08\0\5\0\0\0\0\0\0\0") +
                       bytes("\0\0\0\0\x34\0\0\0"));
}

}  // namespace
}  // namespace podwire::capture
