// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/control_filter.h"

#include <gtest/gtest.h>

namespace podwire::terminal {
namespace {

TEST(ControlFilter, LeavesWordsLinesAndTabsAlone) {
    EXPECT_EQ(filterControls("ip link add br0\n\ttype bridge"), "ip link add br0\n\ttype bridge");
    EXPECT_EQ(filterControls("Straße ✓ 日本 🙂"), "Straße ✓ 日本 🙂");
}

TEST(ControlFilter, MakesEveryLineEndANewline) {
    EXPECT_EQ(filterControls("a\r\nb\rc\n"), "a\nb\nc\n");
}

TEST(ControlFilter, DropsWhatCouldRunMoreThanIsShown) {
    EXPECT_EQ(filterControls("ls\x1b[201~rm -r x"), "ls[201~rm -r x");
    EXPECT_EQ(filterControls(std::string("a\0b\x03\x7f\x15", 6)), "ab");
    EXPECT_EQ(filterControls("a\xc2\x9b"
                             "201~b"),
              "a201~b")
        << "CSI of eight bits";
    EXPECT_EQ(filterControls("a\xe2\x80\xae"
                             "b"),
              "ab")
        << "right-to-left override";
}

TEST(ControlFilter, DropsBytesThatAreNoUtf8) {
    EXPECT_EQ(filterControls("a\xff"
                             "b\xc3"),
              "ab");
    EXPECT_EQ(filterControls("\xc0\x9b"
                             "x"),
              "x")
        << "an escape in too many bytes";
    EXPECT_EQ(filterControls("\xe0\x80\x9b"
                             "x\xed\xa0\x80y"),
              "xy");
}

}  // namespace
}  // namespace podwire::terminal
