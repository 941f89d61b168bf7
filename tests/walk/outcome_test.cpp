// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/outcome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/netfilter/packet.h"
#include "tests/walk/chapter_world.h"

namespace podwire::walk {
namespace {

using ::testing::ElementsAre;
using namespace podwire::test;

std::vector<std::string> saidOf(const World& world, const std::string& node, const std::string& address,
                                std::uint16_t port) {
    const auto prediction = predict(world, {node, {}, *netfilter::parseAddress(address), port, "tcp"});
    std::vector<std::string> said;
    for (const Outcome& one : outcomesOf(*prediction)) {
        said.push_back(percentOf(one.probability) + " " + sentenceOf(one));
    }
    return said;
}

TEST(Outcome, NamesEachBackendWithItsShare) {
    World world = chapterWorld();
    setTable(netns(world, "node2"), "nat", nat(threeRules("OUTPUT", "10.96.1.100", 8080)));
    EXPECT_THAT(saidOf(world, "node2", "10.96.1.100", 8080),
                ElementsAre("33 % is answered by 192.168.1.10:80 (node1/pod1a)",
                            "33.5 % is answered by 192.168.1.20:80 (node1/pod1b)",
                            "33.5 % is answered by 192.168.2.20:80 (node2/pod2)"));
}

TEST(Outcome, AddsUpWaysThatComeToTheSame) {
    World world = chapterWorld();
    setTable(netns(world, "node1"), "filter",
             ":FORWARD ACCEPT [0:0]\n"
             "-A FORWARD -m statistic --mode random --probability 0.25 -j LOG\n"
             "-A FORWARD -p tcp -m tcp --dport 80 -j DROP\n");
    EXPECT_THAT(saidOf(world, "node2", "192.168.1.10", 80),
                ElementsAre("100 % is lost: rule 2 of node1, table filter, chain FORWARD drops it "
                            "(-A FORWARD -p tcp -m tcp --dport 80 -j DROP)"));
}

TEST(Outcome, TellsARefusalAndAnAnswerThatIsLost) {
    World world = chapterWorld();
    EXPECT_THAT(saidOf(world, "node2", "192.168.2.20", 81),
                ElementsAre("100 % is refused: nobody listens on 192.168.2.20:81 in node2/pod2"));
    setTable(netns(world, "node2"), "filter", ":INPUT DROP [0:0]\n");
    EXPECT_THAT(
        saidOf(world, "node2", "192.168.1.10", 80),
        ElementsAre("100 % gets to 192.168.1.10:80, and the answer is lost: the policy of node2, table "
                    "filter, chain INPUT drops it"));
}

TEST(Outcome, RoundsSharesForPeople) {
    EXPECT_EQ(percentOf(1), "100 %");
    EXPECT_EQ(percentOf(0.3349), "33.5 %");
    EXPECT_EQ(percentOf(0.00001), "less than 0.1 %");
    EXPECT_EQ(percentOf(0), "0 %");
}

}  // namespace
}  // namespace podwire::walk
