// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/walk_steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_walk.h"

namespace podwire::live {
namespace {

using ::testing::ElementsAre;
using walk::Hop;

/// "Fk" for a moment that is foretold and told by the kernel, with "!" where the two contradict each other.
std::vector<std::string> toldOf(const std::vector<WalkStep>& steps) {
    std::vector<std::string> all;
    for (const WalkStep& step : steps) {
        all.push_back(std::string(step.isForetold ? "F" : "") + (step.isTraced ? "k" : "") +
                      (step.contradicts ? "!" : ""));
    }
    return all;
}

TEST(WalkSteps, WhatIsOnlyForetoldSaysSo) {
    EXPECT_THAT(toldOf(stepsOf(test::smallForetold(), 0)), ElementsAre("F", "F", "F", "F", "F"));
}

TEST(WalkSteps, TheKernelsTaleIsLaidOverWhatWasForetold) {
    const walk::Way way = test::smallWay();
    const PacketWalk walk = test::smallTraced({way.hops[1], way.hops[2]});
    ASSERT_EQ(walk.shownWay(), 0U);
    const auto steps = stepsOf(walk, 0);
    EXPECT_THAT(toldOf(steps), ElementsAre("F", "Fk", "Fk", "F", "F"));
    EXPECT_EQ(steps[1].hop.misses.size(), 1U) << "the reasons come from the prediction";
    EXPECT_THAT(toldOf(stepsOf(walk, 1)), ElementsAre("F")) << "the other way was not taken";
}

TEST(WalkSteps, WhereTheTalesPartBothAreShownTheKernelsFirst) {
    const walk::Way way = test::smallWay();
    const PacketWalk walk = test::smallTraced({way.hops[1], test::policy("node1", "filter", "INPUT")});
    const auto steps = stepsOf(walk, 0);
    EXPECT_THAT(toldOf(steps), ElementsAre("F", "Fk", "k!", "F!", "F", "F"));
    EXPECT_EQ(steps[2].hop.chain, "INPUT");
    EXPECT_EQ(steps[3].hop.chain, "FORWARD");
}

TEST(WalkSteps, WhatTheKernelTellsBeyondThePredictionContradictsIt) {
    const walk::Way way = test::smallWay();
    const PacketWalk walk =
        test::smallTraced({way.hops[1], way.hops[2], test::policy("node1", "nat", "POSTROUTING")});
    EXPECT_THAT(toldOf(stepsOf(walk, 0)), ElementsAre("F", "Fk", "Fk", "F", "F", "k!"));
}

TEST(WalkSteps, AnotherServerThanForetoldIsADifferenceWithoutADifferentHop) {
    const walk::Way way = test::smallWay();
    PacketWalk walk = test::smallForetold();
    TracedWalk traced;
    traced.result = {"timeout", ""};
    traced.story.hops = {way.hops[1], way.hops[2]};
    traced.comparison = trace::compare(walk.foretold, traced.story, traced.result);
    EXPECT_FALSE(traced.comparison.firstDifference);
    EXPECT_FALSE(traced.comparison.difference.empty());
}

TEST(WalkSteps, ARuleIsSpelledAsRulesetsSpellIt) {
    Hop dnat = test::smallWay().hops[1];
    const std::string specification = specificationOf(dnat);
    EXPECT_FALSE(specification.empty());
    dnat.rule =
        "-A OUTPUT -p tcp -d 10.96.1.100 -m tcp --dport 8080 -j DNAT --to-destination 192.168.1.10:80";
    EXPECT_EQ(specificationOf(dnat), specification);
    EXPECT_EQ(specificationOf(test::policy("node1", "filter", "FORWARD")), "");
    dnat.rule = "tcp dport 80 accept";  // as nft prints rules of tables that iptables does not manage
    EXPECT_EQ(specificationOf(dnat), "");
}

}  // namespace
}  // namespace podwire::live
