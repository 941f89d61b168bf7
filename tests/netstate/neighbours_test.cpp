// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/neighbours.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/fixture.h"

namespace podwire::netstate {
namespace {

using testing::fixture;

TEST(Neighbours, KnowTheirHardwareAddressOrThatThereIsNone) {
    const auto neighbours = parseNeighbours(fixture("ip/neigh-6.1.json")).value();
    const auto of = [&](const std::string& address) {
        return *std::find_if(neighbours.begin(), neighbours.end(),
                             [&](const Neighbour& one) { return one.address == address; });
    };
    EXPECT_EQ(of("10.30.45.200").mac, "52:54:00:1e:2d:c8");
    EXPECT_EQ(of("10.30.45.200").device, "ens3");
    EXPECT_EQ(of("192.168.1.99").mac, "");
    EXPECT_TRUE(of("192.168.1.99").state == "FAILED" || of("192.168.1.99").state == "INCOMPLETE");
}

TEST(Neighbours, OfNoOutputAreNoneAndOfBrokenOutputAnError) {
    EXPECT_TRUE(parseNeighbours("").value().empty());
    EXPECT_TRUE(parseNeighbours("[]\n").value().empty());
    EXPECT_FALSE(parseNeighbours("[{"));
    EXPECT_TRUE(parseNeighbours(R"([{"dst":"1.2.3.4"}])").value().at(0).state.empty());
}

TEST(NetnsIds, AreThoseOfNamespacesThatHaveOne) {
    const auto ids = parseNetnsIds(R"([{"name":"pod1b","id":2},{"name":"pod1a","id":0},{"name":"alone"}])");
    EXPECT_EQ(ids.value(), (std::map<std::string, int>{{"pod1a", 0}, {"pod1b", 2}}));
    EXPECT_TRUE(parseNetnsIds("").value().empty());
    EXPECT_FALSE(parseNetnsIds("nonsense"));
}

}  // namespace
}  // namespace podwire::netstate
