// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/compare.h"

#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "tests/walk/chapter_world.h"

namespace podwire::walk {
namespace {

using namespace podwire::test;

Prediction nodePort() {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "nat",
             nat(threeRules("PREROUTING", "10.30.45.100", 30080) + kMasqueradeExternal));
    return predict(world, {"host", "", netfilter::parseAddress("10.30.45.100").value(), 30080, "tcp"})
        .value();
}

/// What the kernel's trace tells of a way: rules and policies, and the port that the client really had.
std::vector<Hop> tracedOf(const Way& way) {
    std::vector<Hop> real;
    for (const Hop& hop : way.hops) {
        if (isTraced(hop)) {
            Hop seen;
            seen.kind = hop.kind;
            seen.isReply = hop.isReply;
            seen.node = hop.node;
            seen.netns = hop.netns;
            seen.table = hop.table;
            seen.chain = hop.chain;
            seen.rule = hop.rule;
            seen.before = hop.before;
            seen.before.sourcePort = netfilter::onePort(45'678);
            real.push_back(seen);
        }
    }
    return real;
}

TEST(Compare, ARealWalkIsTheWayThatItTook) {
    const Prediction predicted = nodePort();
    ASSERT_EQ(predicted.ways.size(), 3u);
    for (std::size_t i = 0; i < predicted.ways.size(); ++i) {
        const auto real = tracedOf(predicted.ways[i]);
        ASSERT_GE(real.size(), 2u);
        EXPECT_EQ(firstDifference(predicted.ways[i].hops, real), std::nullopt);
        EXPECT_EQ(wayTaken(predicted, real), i);
    }
    EXPECT_EQ(firstDifference(predicted.ways[0].hops, tracedOf(predicted.ways[1])), 0u);
}

TEST(Compare, TellsWhereAWalkParts) {
    const Prediction predicted = nodePort();
    auto real = tracedOf(predicted.ways[2]);
    real[1].rule = "-A POSTROUTING -j MASQUERADE";
    EXPECT_EQ(firstDifference(predicted.ways[2].hops, real), 1u);
    EXPECT_EQ(wayTaken(predicted, real), 2u);
    real = tracedOf(predicted.ways[2]);
    real[0].before.source = netfilter::parseAddress("10.30.45.7");
    EXPECT_EQ(firstDifference(predicted.ways[2].hops, real), 0u);
}

TEST(Compare, AWalkThatWasCutOffContradictsNothing) {
    const Prediction predicted = nodePort();
    auto real = tracedOf(predicted.ways[2]);
    real.resize(1);
    EXPECT_EQ(firstDifference(predicted.ways[2].hops, real), std::nullopt);
    EXPECT_EQ(wayTaken(predicted, real), 2u);
    EXPECT_EQ(wayTaken({}, real), std::nullopt);
}

}  // namespace
}  // namespace podwire::walk
