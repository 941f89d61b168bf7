// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/layout.h"

#include <gtest/gtest.h>

#include "tests/live/recorded_nodes.h"

namespace podwire::live {
namespace {

using Kind = Element::Kind;

Measure plainMeasure() {
    return {[](const std::string& text, Label::Role role) {
                return static_cast<double>(text.size()) * (role == Label::Role::Name ? 7 : 6);
            },
            14};
}

/// How deep a thing stands: what is on a node stands on its box.
int depthOf(const Element& one) {
    return one.kind == Kind::Node || one.kind == Kind::Network ? 0 : 1;
}

void expectLegible(const Topology& topology, const Layout& layout) {
    std::vector<std::pair<std::string, QRectF>> labels;
    for (const Element& one : topology.elements) {
        const auto box = layout.boxes.find(one.id);
        ASSERT_NE(box, layout.boxes.end()) << one.id;
        EXPECT_TRUE(layout.bounds.contains(box->second.rect)) << one.id;
        if (depthOf(one) == 1) {
            EXPECT_TRUE(layout.boxes.at("node:" + one.node).rect.contains(box->second.rect)) << one.id;
        }
        for (const Label& label : box->second.labels) {
            EXPECT_TRUE(box->second.rect.contains(label.rect)) << label.text;
            labels.emplace_back(label.text, label.rect);
        }
        for (const Element& other : topology.elements) {
            if (&one < &other && depthOf(one) == depthOf(other)) {
                EXPECT_FALSE(box->second.rect.intersects(layout.boxes.at(other.id).rect))
                    << one.id << " and " << other.id;
            }
        }
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t k = i + 1; k < labels.size(); ++k) {
            EXPECT_FALSE(labels[i].second.intersects(labels[k].second))
                << labels[i].first << " and " << labels[k].first;
        }
    }
}

/// No line of a network runs through a node.
void expectClearBuses(const Topology& topology, const Layout& layout) {
    for (const auto& [id, lines] : layout.buses) {
        for (const QLineF& line : lines) {
            for (const Element& one : topology.elements) {
                if (one.kind == Kind::Node) {
                    const QRectF thin(
                        QPointF(std::min(line.x1(), line.x2()), std::min(line.y1(), line.y2())),
                        QPointF(std::max(line.x1(), line.x2()) + 0.1, std::max(line.y1(), line.y2()) + 0.1));
                    EXPECT_FALSE(thin.intersects(layout.boxes.at(one.id).rect)) << id << " " << one.id;
                }
            }
        }
    }
}

TEST(LayoutTest, TheChaptersLabIsLegible) {
    const Topology topology = topologyOf(test::recordedNodes());
    const Layout layout = layOut(topology, plainMeasure(), 1.3);
    expectLegible(topology, layout);
    expectClearBuses(topology, layout);
    for (const Edge& edge : topology.edges) {
        EXPECT_TRUE(layout.wires.contains(edge.id)) << edge.id;
    }
    const QRectF host = layout.boxes.at("node:host").rect;
    EXPECT_LT(host.bottom(), layout.boxes.at("node:node1").rect.top());
    EXPECT_EQ(layout.boxes.at("node:node1").rect.top(), layout.boxes.at("node:node2").rect.top());
}

TEST(LayoutTest, TenNodesAreLegibleInAnyShape) {
    const Topology topology = topologyOf(test::manyNodes(10));
    for (const double aspect : {0.3, 1.0, 1.3, 4.0, 20.0}) {
        const Layout layout = layOut(topology, plainMeasure(), aspect);
        expectLegible(topology, layout);
        expectClearBuses(topology, layout);
    }
}

TEST(LayoutTest, UplinksEndOnTheirNetwork) {
    const Topology topology = topologyOf(test::manyNodes(10));
    const Layout layout = layOut(topology, plainMeasure(), 1.3);
    for (const Edge& edge : topology.edges) {
        if (edge.kind != Edge::Kind::Uplink) {
            continue;
        }
        const QPointF end = layout.wires.at(edge.id).last();
        const auto& lines = layout.buses.at(edge.to);
        EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const QLineF& line) {
            return line.y1() == end.y() && line.y2() == end.y() && line.x1() <= end.x() &&
                   end.x() <= line.x2();
        })) << edge.id;
    }
}

TEST(LayoutTest, OneNodeAloneAndNoneAreNoTrouble) {
    EXPECT_TRUE(layOut({}, plainMeasure(), 1).boxes.empty());
    const Topology topology = topologyOf({test::recordedNode("node2")});
    const Layout layout = layOut(topology, plainMeasure(), 1);
    expectLegible(topology, layout);
    EXPECT_TRUE(layout.buses.empty());
}

TEST(LayoutTest, ManyPodsOnOneBridgeStandInRows) {
    std::vector<NodeView> nodes = test::recordedNodes();
    auto namespaces = std::make_shared<Namespaces>(*nodes[1].net->namespaces);
    for (int i = 0; i < 20; ++i) {
        Namespace pod;
        pod.name = "extra" + std::to_string(i);
        namespaces->push_back(pod);
    }
    auto net = std::make_shared<NetSnapshot>(*nodes[1].net);
    net->namespaces = namespaces;
    nodes[1].net = net;
    const Topology topology = topologyOf(nodes);
    expectLegible(topology, layOut(topology, plainMeasure(), 1.3));
}

TEST(LayoutTest, WhatIsWrongWithALinkIsAWord) {
    Element pod;
    pod.kind = Kind::Pod;
    EXPECT_EQ(stateWord(pod), "");
    pod.state = LinkState::Down;
    EXPECT_EQ(stateWord(pod), "down");
    pod.state = LinkState::NoCarrier;
    EXPECT_EQ(stateWord(pod), "no carrier");
    Element node;
    node.reached = false;
    EXPECT_EQ(stateWord(node), "not reached");
}

}  // namespace
}  // namespace podwire::live
