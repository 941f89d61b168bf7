// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/netfilter/rule.h"

namespace podwire::netfilter {
namespace {

TEST(Addresses, AreDottedQuadsOfFourDecimalParts) {
    EXPECT_EQ(parseAddress("10.96.1.100"), 0x0a600164U);
    EXPECT_EQ(parseAddress("0.0.0.0"), 0U);
    EXPECT_EQ(parseAddress("255.255.255.255"), 0xffffffffU);
}

TEST(Addresses, AreNothingElse) {
    for (const char* const text : {"", "10", "10.1", "10.1.2", "10.1.2.3.4", "256.1.1.1", "1.1.1.256",
                                   "01.2.3.4", "1.2.3.-4", "+1.2.3.4", " 1.2.3.4", "1.2.3.4 ", "1..2.3",
                                   ".1.2.3.4", "1.2.3.4.", "0x1.2.3.4", "a.b.c.d", "99999999999.1.1.1"}) {
        EXPECT_FALSE(parseAddress(text)) << text;
    }
}

TEST(Addresses, ArePrintedAsTheyAreRead) {
    for (const char* const text : {"0.0.0.0", "10.0.0.1", "192.168.100.200", "255.255.255.255"}) {
        EXPECT_EQ(formatAddress(parseAddress(text).value()), text);
    }
}

TEST(Prefixes, LoseTheBitsPastTheirMask) {
    EXPECT_EQ(parsePrefix("192.168.1.1/24"), (Prefix{0xc0a80100, 0xffffff00}));
    EXPECT_EQ(parsePrefix("192.168.1.1/255.255.255.0"), parsePrefix("192.168.1.0/24"));
    EXPECT_EQ(parsePrefix("1.2.3.4/0"), (Prefix{0, 0}));
    EXPECT_EQ(parsePrefix("1.2.3.4"), parsePrefix("1.2.3.4/32"));
    EXPECT_EQ(parsePrefix("10.1.2.3/255.0.255.0"), (Prefix{0x0a000200, 0xff00ff00}));
}

TEST(Prefixes, OfOtherShapesAreRefused) {
    for (const char* const text : {"1.2.3.4/33", "1.2.3.4/", "/24", "1.2.3.4/-1", "1.2.3.4/24/24",
                                   "1.2.3.4/024", "1.2.3.4/255.255.255"}) {
        EXPECT_FALSE(parsePrefix(text)) << text;
    }
}

TEST(Prefixes, ArePrintedWithTheShortestMask) {
    EXPECT_EQ(formatPrefix({0x0a000001, 0xffffffff}), "10.0.0.1");
    EXPECT_EQ(formatPrefix({0x0a000000, 0xff000000}), "10.0.0.0/8");
    EXPECT_EQ(formatPrefix({0, 0}), "0.0.0.0/0");
    EXPECT_EQ(formatPrefix({0x0a000200, 0xff00ff00}), "10.0.2.0/255.0.255.0");
}

TEST(Prefixes, KnowWhichAddressesTheyHold) {
    const Prefix prefix = parsePrefix("192.168.1.0/24").value();
    EXPECT_TRUE(prefix.contains(parseAddress("192.168.1.20").value()));
    EXPECT_FALSE(prefix.contains(parseAddress("192.168.2.20").value()));
}

}  // namespace
}  // namespace podwire::netfilter
