// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/chain_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/live/chain_graph_layout.h"
#include "tests/support/kube_ruleset.h"

namespace podwire::live {
namespace {

using netfilter::Moment;
using Kind = GraphNode::Kind;

class ChainGraphTest : public ::testing::Test {
protected:
    void read(const std::string& save) {
        clock += Moment(1000);
        tally.read(netfilter::parseSave(save).value(), clock);
    }
    void readNat(const std::string& rules) {
        read(
            "*nat\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n:SVC - "
            "[0:0]\n:SEP - [0:0]\n:MARKS - [0:0]\n" +
            rules + "COMMIT\n");
    }
    [[nodiscard]] ChainGraph graph() const {
        return chainGraph(*tally.state(), RuleSearch(tally.state(), table, words), wish);
    }

    static std::string nameOf(const GraphNode& node) {
        switch (node.kind) {
            case Kind::End:
                return node.rule->installed.rule.target->name + '*' + std::to_string(node.count);
            case Kind::Policy:
                return "else " + node.policy;
            case Kind::More:
                return "and " + std::to_string(node.count) + " more";
            default:
                return node.chain;
        }
    }
    /// "OUTPUT>SVC", in order.
    static std::string edgesOf(const ChainGraph& graph) {
        std::string all;
        for (const GraphEdge& edge : graph.edges) {
            all += nameOf(graph.nodes[edge.from]) + '>' + nameOf(graph.nodes[edge.to]) + ' ';
        }
        return all;
    }

    netfilter::Tally tally;
    Moment clock{1'000'000};
    std::string table = "nat";
    std::vector<std::string> words;
    GraphWish wish;
};

const std::string kTwoHooks =
    "[5:0] -A PREROUTING -j SVC\n[0:0] -A OUTPUT -d 10.0.0.1/32 -p tcp -j SVC\n"
    "[1:0] -A SVC -m comment --comment first -j SEP\n[0:0] -A SVC -p udp -j MARKS\n"
    "[0:0] -A SEP -s 10.1.0.1/32 -j MARKS\n[0:0] -A SEP -p tcp -j DNAT --to-destination 10.1.0.1:80\n"
    "[0:0] -A MARKS -j MARK --set-xmark 0x1/0x1\n[0:0] -A POSTROUTING -d 10.0.0.0/8 -j MASQUERADE\n"
    "[0:0] -A POSTROUTING -s 10.0.0.0/8 -j MASQUERADE\n";

TEST_F(ChainGraphTest, GoesFromTheHooksByTheUserChainsToTheEnds) {
    readNat(kTwoHooks);
    EXPECT_EQ(edgesOf(graph()),
              "PREROUTING>SVC PREROUTING>else ACCEPT OUTPUT>SVC OUTPUT>else ACCEPT "
              "POSTROUTING>MASQUERADE*2 POSTROUTING>else ACCEPT SVC>SEP SVC>MARKS SEP>MARKS SEP>DNAT*1 "
              "MARKS>MARK*1 ");
    wish.chain = "SEP";
    EXPECT_EQ(edgesOf(graph()), "SEP>MARKS SEP>DNAT*1 MARKS>MARK*1 ");
    wish.chain = "GONE";
    EXPECT_TRUE(graph().nodes.empty());
    wish.chain.clear();
    table = "filter";
    EXPECT_TRUE(graph().nodes.empty());
}

TEST_F(ChainGraphTest, TheRatesAreThoseOfTheRules) {
    readNat(kTwoHooks);
    std::string counted = kTwoHooks;
    counted.replace(counted.find("[5:0]"), 5, "[15:0]");
    readNat(counted);
    const ChainGraph shown = graph();
    EXPECT_DOUBLE_EQ(shown.edges.at(0).packetsPerSecond, 10);
    EXPECT_DOUBLE_EQ(shown.edges.at(2).packetsPerSecond, 0);
}

TEST_F(ChainGraphTest, ASearchHoldsUntilARuleComesOrGoes) {
    readNat(kTwoHooks);
    const RuleSearch search(tally.state(), "nat", {"masq"});
    std::string next = kTwoHooks;
    next.replace(next.find("[5:0]"), 5, "[15:0]");
    readNat(next);
    EXPECT_TRUE(search.holdsFor(*tally.state(), "nat", {"masq"}));
    EXPECT_FALSE(search.holdsFor(*tally.state(), "nat", {"masq", "dnat"}));
    EXPECT_FALSE(search.holdsFor(*tally.state(), "filter", {"masq"}));
    readNat(next + "-A SEP -j DROP\n");
    EXPECT_FALSE(search.holdsFor(*tally.state(), "nat", {"masq"}));
}

TEST_F(ChainGraphTest, AFilterKeepsWhatIsFoundWhatLeadsThereAndWhatComesBehind) {
    readNat(kTwoHooks);
    words = {"FIRST", "comment"};
    EXPECT_EQ(edgesOf(graph()), "PREROUTING>SVC OUTPUT>SVC SVC>SEP SEP>MARKS SEP>DNAT*1 MARKS>MARK*1 ");
    words = {"masq", "-s 10"};
    EXPECT_EQ(edgesOf(graph()), "POSTROUTING>MASQUERADE*1 ");
    words = {"nothing has this"};
    EXPECT_TRUE(graph().nodes.empty());
}

std::string manyServices(int counted, int packets) {
    std::string rules;
    for (int i = 0; i < 100; ++i) {
        rules += "[" + std::to_string(i == counted ? packets : 0) + ":0] -A SVC -p tcp -m tcp --dport " +
                 std::to_string(i + 1) + " -j DNAT --to-destination 10.1.0.1:" + std::to_string(i + 1) + "\n";
    }
    return "[0:0] -A OUTPUT -j SVC\n" + rules;
}

TEST_F(ChainGraphTest, AWideChainIsFoldedAndCanBeUnfoldedByPieces) {
    readNat(manyServices(80, 0));
    const auto last = [&] { return nameOf(graph().nodes.back()); };
    EXPECT_EQ(graph().nodes.size(), 2U + 1U + 12U + 1U);
    EXPECT_EQ(last(), "and 88 more");
    wish.more["SVC"] = 50;
    EXPECT_EQ(last(), "and 38 more");
    wish.more["SVC"] = 87;
    EXPECT_EQ(last(), "DNAT*1") << "a fold of one saves nothing";
    wish.more.clear();
    words = {"--dport 10"};
    EXPECT_EQ(edgesOf(graph()), "OUTPUT>SVC SVC>DNAT*1 SVC>DNAT*1 ") << "10 and 100";
}

TEST_F(ChainGraphTest, WhatCountsIsNotFoldedAway) {
    readNat(manyServices(80, 0));
    readNat(manyServices(80, 7));
    const ChainGraph shown = graph();
    const GraphEdge& edge = shown.edges.at(shown.edges.size() - 2);
    EXPECT_DOUBLE_EQ(edge.packetsPerSecond, 7);
    EXPECT_EQ(shown.nodes[edge.to].rule->installed.rule.target->options.front().values.front(),
              "10.1.0.1:81");
    EXPECT_DOUBLE_EQ(shown.edges.back().packetsPerSecond, 0);
}

TEST_F(ChainGraphTest, AKubeProxysRulesStayWithinBounds) {
    read(testing::kubeRuleset(1000));
    const ChainGraph shown = graph();
    EXPECT_LE(shown.nodes.size(), 330U);
    EXPECT_NE(edgesOf(shown).find("KUBE-SERVICES>and 989 more"), std::string::npos);
    const auto service = std::find_if(shown.nodes.begin(), shown.nodes.end(), [](const GraphNode& node) {
        return node.chain.starts_with("KUBE-SVC-");
    });
    ASSERT_NE(service, shown.nodes.end());
    EXPECT_EQ(service->rule->installed.rule.comment(), "shop-0/web-0:http cluster IP");
    wish.nodes = 20;
    EXPECT_LE(graph().nodes.size(), 60U);
    EXPECT_FALSE(graph().edges.empty());
}

bool crosses(const QRectF& box, QPointF from, QPointF to) {
    return box.adjusted(1, 1, -1, -1)
        .intersects(QRectF(from, to).normalized().adjusted(-0.1, -0.1, 0.1, 0.1));
}

class ChainGraphLayoutTest : public ChainGraphTest {
protected:
    void check() const {
        const ChainGraph shown = graph();
        const GraphLayout layout = layOutGraph(
            shown, [](const GraphNode& node) { return 60.0 + 6.0 * static_cast<double>(node.chain.size()); });
        ASSERT_EQ(layout.boxes.size(), shown.nodes.size());
        ASSERT_EQ(layout.wires.size(), shown.edges.size());
        for (std::size_t a = 0; a < layout.boxes.size(); ++a) {
            EXPECT_TRUE(QRectF(QPointF(), layout.size).contains(layout.boxes[a]));
            for (std::size_t b = 0; b < a; ++b) {
                EXPECT_FALSE(layout.boxes[a].adjusted(-3, -3, 3, 3).intersects(layout.boxes[b]))
                    << a << ' ' << b;
            }
        }
        std::set<std::pair<double, double>> labels;
        for (std::size_t i = 0; i < layout.wires.size(); ++i) {
            const GraphWire& wire = layout.wires[i];
            EXPECT_LT(layout.boxes[shown.edges[i].from].right() + 50, layout.boxes[shown.edges[i].to].left());
            EXPECT_TRUE(labels.insert({wire.label.left(), wire.label.top()}).second)
                << "a label over another";
            for (const QRectF& box : layout.boxes) {
                EXPECT_FALSE(crosses(box, wire.leave, wire.lane) || crosses(box, wire.lane, wire.turn) ||
                             crosses(box, wire.turn, wire.end - QPointF(2, 0)))
                    << i;
            }
        }
    }
};

TEST_F(ChainGraphLayoutTest, BoxesAndWiresKeepClearOfEachOther) {
    readNat(kTwoHooks);
    check();
    read(testing::kubeRuleset(30));
    check();
}

TEST_F(ChainGraphLayoutTest, ACircleIsLaidOutAllTheSame) {
    readNat("-A OUTPUT -j SVC\n-A SVC -j SEP\n-A SEP -j SVC\n-A SVC -j SVC\n");
    const ChainGraph shown = graph();
    EXPECT_EQ(layOutGraph(shown, [](const GraphNode&) { return 50.0; }).boxes.size(), shown.nodes.size());
}

TEST_F(ChainGraphLayoutTest, NothingIsLaidOutAsNothing) {
    EXPECT_TRUE(layOutGraph({}, [](const GraphNode&) { return 50.0; }).boxes.empty());
}

}  // namespace
}  // namespace podwire::live
