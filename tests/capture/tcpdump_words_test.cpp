// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/tcpdump_words.h"

#include <gtest/gtest.h>

namespace podwire::capture {
namespace {

constexpr std::string_view kWhole =
    "tcpdump: listening on ens3, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n"
    "1 packet captured\n"
    "120 packets received by filter\n"
    "3 packets dropped by kernel\n";

TEST(TcpdumpWords, TellsTheCountsHoweverTheyAreCut) {
    for (std::size_t cut = 0; cut <= kWhole.size(); ++cut) {
        TcpdumpWords words;
        words.feed(kWhole.substr(0, cut));
        words.feed(kWhole.substr(cut));
        EXPECT_TRUE(words.isListening());
        EXPECT_EQ(words.counts(), (Counts{1, 120, 3, std::nullopt})) << cut;
        EXPECT_EQ(words.complaint(), "");
    }
}

TEST(TcpdumpWords, ListensOnceItSaysSo) {
    TcpdumpWords words;
    words.feed("tcpdump: listening on ens3");
    EXPECT_FALSE(words.isListening());
    words.feed(", link-type EN10MB (Ethernet), capture size 262144 bytes\n");
    EXPECT_TRUE(words.isListening());
    EXPECT_EQ(words.counts(), Counts());
}

TEST(TcpdumpWords, CountsWhatTheInterfaceDropped) {
    TcpdumpWords words;
    words.feed("1 packet dropped by interface\n");
    EXPECT_EQ(words.counts().droppedByInterface, 1U);
}

TEST(TcpdumpWords, KeepsWhatItDoesNotKnow) {
    TcpdumpWords words;
    words.feed("tcpdump: can't parse filter expression: syntax error\n\n3 packets are odd\nsudo: a password");
    EXPECT_EQ(words.complaint(),
              "can't parse filter expression: syntax error\n3 packets are odd\nsudo: a password");
    EXPECT_EQ(words.counts(), Counts());
}

TEST(TcpdumpWords, KeepsABoundedAmount) {
    TcpdumpWords words;
    for (int times = 0; times < 100; ++times) {
        words.feed(std::string(1'000, 'x'));
        words.feed(times % 3 == 0 ? "\n" : "");
    }
    EXPECT_LE(words.complaint().size(), 4'097U);
    EXPECT_GE(words.complaint().size(), 4'000U);
}

}  // namespace
}  // namespace podwire::capture
