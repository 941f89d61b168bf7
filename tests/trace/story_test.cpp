// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/trace/node_reading.h"
#include "core/trace/verdict.h"
#include "tests/support/fixture.h"

/// A request from the host to the NodePort of node1, which node2's pod answered, as the kernels told it.
namespace podwire::trace {
namespace {

using podwire::testing::fixture;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::uint16_t kClientPort = 41234;
constexpr const char* kNodes[] = {"node2", "host", "node1"};

walk::World recordedWorld() {
    walk::World world;
    for (const char* name : kNodes) {
        world.push_back(parseReading(name, fixture(std::string("trace/") + name + ".reading"))->node);
    }
    return world;
}

std::vector<NodeTrace> recordedTraces() {
    std::vector<NodeTrace> traces;
    for (const char* name : kNodes) {
        traces.push_back(*parseTracing(name, fixture(std::string("trace/") + name + ".trace")));
    }
    return traces;
}

walk::Prediction foretold(const walk::World& world) {
    return *walk::predict(world, {"host", "", *netfilter::parseAddress("10.30.45.100"), 30080, "tcp"});
}

std::vector<std::string> linesOf(const Story& story) {
    std::vector<std::string> lines;
    for (const walk::Hop& hop : story.hops) {
        std::string line =
            hop.node + (hop.netns.empty() ? "" : "/" + hop.netns) + (hop.isReply ? " < " : " > ");
        line += hop.kind == walk::Hop::Kind::Translation ? "conntrack"
                                                         : hop.table + " " + hop.chain + " " + hop.verdict;
        if (hop.after != hop.before) {
            line += " " + netfilter::endpointText(hop.after.source, hop.after.sourcePort) + " " +
                    netfilter::endpointText(hop.after.destination, hop.after.destinationPort);
        }
        lines.push_back(line);
    }
    return lines;
}

TEST(Story, TellsTheWayOfARequestAndItsReply) {
    const walk::World world = recordedWorld();
    const Story story = tell(recordedTraces(), world, kClientPort);
    EXPECT_THAT(
        linesOf(story),
        ElementsAre("host > filter OUTPUT accept",
                    "node1 > nat PREROUTING dnat 10.30.45.1:41234 192.168.2.20:80",
                    "node1 > filter FORWARD accept",
                    "node1 > nat POSTROUTING masquerade 10.30.45.100:41234 192.168.2.20:80",
                    "node2 > nat PREROUTING accept", "node2 > filter FORWARD accept",
                    "node2 > nat POSTROUTING accept", "node2 < filter FORWARD accept",
                    "node1 < conntrack 192.168.2.20:80 10.30.45.1:41234", "node1 < filter FORWARD accept",
                    "node1 < conntrack 10.30.45.100:30080 10.30.45.1:41234", "host < filter INPUT accept"));
    EXPECT_EQ(story.attempts, 1u);
    EXPECT_TRUE(story.isDelivered);
    EXPECT_TRUE(story.isReplied);
    EXPECT_EQ(story.node + "/" + story.netns, "node2/pod2");
    EXPECT_THAT(story.hops[1].rule, HasSubstr("-j DNAT --to-destination 192.168.2.20:80"));
    EXPECT_EQ(story.hops[1].position, 3u);
}

TEST(Story, AgreesWithWhatWasForetold) {
    const walk::World world = recordedWorld();
    Story story = tell(recordedTraces(), world, kClientPort);
    const walk::Prediction predicted = foretold(world);
    const RequestResult answered{"answered", "192.168.2.20"};
    const Comparison comparison = compare(predicted, story, answered);
    EXPECT_EQ(comparison.difference, "");
    ASSERT_TRUE(comparison.way);
    EXPECT_EQ(predicted.ways[*comparison.way].server, "192.168.2.20:80");
    EXPECT_EQ(story.hops[1].misses.size(), 2u);
    EXPECT_EQ(endOf(story, answered), "answered by 192.168.2.20");
    EXPECT_THAT(compare(predicted, story, {"timeout", ""}).difference,
                HasSubstr("Foretold: host gets its answer"));
}

TEST(Story, NamesTheFirstDifference) {
    const walk::World world = recordedWorld();
    walk::World other = world;
    walk::Namespace& node1 = other[2].namespaces.front();
    for (netfilter::Table& table : node1.rules.tables) {
        for (netfilter::Chain& chain : table.chains) {
            chain.policy = table.name == "filter" && chain.name == "FORWARD" ? "DROP" : chain.policy;
        }
    }
    Story story = tell(recordedTraces(), world, kClientPort);
    const walk::Prediction predicted = foretold(other);
    EXPECT_THAT(compare(predicted, story, {"answered", "192.168.2.20"}).difference,
                HasSubstr("In truth: answered by"));
    story.hops[1].rule = "-A PREROUTING -j ACCEPT";
    EXPECT_THAT(compare(predicted, story, {"answered", "192.168.2.20"}).difference,
                HasSubstr("In truth: node1 nat PREROUTING: -A PREROUTING -j ACCEPT"));
}

TEST(Story, APacketThatWasSentAgainIsToldOnce) {
    const walk::World world = recordedWorld();
    auto traces = recordedTraces();
    for (NodeTrace& node : traces) {
        for (NetnsTrace& netns : node.namespaces) {
            const auto once = netns.events;
            netns.events.insert(netns.events.end(), once.begin(), once.end());
        }
    }
    const Story story = tell(traces, world, kClientPort);
    EXPECT_EQ(story.attempts, 2u);
    EXPECT_EQ(linesOf(story), linesOf(tell(recordedTraces(), world, kClientPort)));
}

TEST(Story, OtherConnectionsAndNoPacketsAreNothing) {
    const walk::World world = recordedWorld();
    Story story = tell(recordedTraces(), world, 41235);
    EXPECT_TRUE(story.hops.empty());
    EXPECT_EQ(endOf(story, {"timeout", ""}), "not answered (timeout): no packet was seen");
    EXPECT_FALSE(compare({}, story, {"timeout", ""}).way);
}

TEST(Story, PortsOfServicesComeFromRulesAndWays) {
    const walk::World world = recordedWorld();
    const walk::Request request{"host", "", *netfilter::parseAddress("10.30.45.100"), 30080, "tcp"};
    EXPECT_THAT(servicePorts(world, request, {}), ElementsAre(80, 30080));
}

}  // namespace
}  // namespace podwire::trace
