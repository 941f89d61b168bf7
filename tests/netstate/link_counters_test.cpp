// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/link_counters.h"

#include <gtest/gtest.h>

#include "tests/support/fixture.h"

namespace podwire::netstate {
namespace {

using testing::fixture;

TEST(LinkCountersTest, TellReceivedFromSent) {
    const auto all = parseLinkCounters(
        "Inter-|   Receive                            |  Transmit\n"
        " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs\n"
        "  ens3:    4754      62    1    2    3     4          5         6     4297      49    0    0    0 0 "
        "0 0\n"
        "vlan:7:18446744073709551615 3 0 0 0 0 0 0 8 9 0 0 0 0 0 0\n");
    EXPECT_EQ(all, (std::map<std::string, LinkCounters>{{"ens3", {4754, 62, 4297, 49}},
                                                        {"vlan:7", {18446744073709551615U, 3, 8, 9}}}));
}

TEST(LinkCountersTest, AreThereForEveryLinkOfANode) {
    const auto all = parseLinkCounters(fixture("ip/net-dev-6.1.txt"));
    EXPECT_EQ(all.size(), 5U);
    EXPECT_GT(all.at("host-veth-pod1a").packetsIn, 0U);
    EXPECT_EQ(all.at("lo"), LinkCounters());
}

TEST(LinkCountersTest, LeaveOutWhatIsNoLink) {
    EXPECT_TRUE(parseLinkCounters("").empty());
    EXPECT_TRUE(parseLinkCounters("x: 1 2 3\n: 1 2 3 4 5 6 7 8 9 10\nno colon\n").empty());
}

}  // namespace
}  // namespace podwire::netstate
