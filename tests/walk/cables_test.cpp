// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/cables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/walk/chapter_world.h"

namespace podwire::walk {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace podwire::test;

/// "node1/pod1a veth-pod1a"
std::vector<std::string> reached(const World& world, const std::string& node, const std::string& pod,
                                 const std::string& link) {
    const Spot spot = findSpot(world, node, pod).value();
    std::vector<std::string> texts;
    for (const Station& one : Cables(world).reachedFrom(spot, *at(world, spot).findLink(link))) {
        texts.push_back(nameOf(world, one.spot) + ' ' + one.link->name);
    }
    return texts;
}

TEST(Cables, ABridgeReachesItsPods) {
    EXPECT_THAT(reached(chapterWorld(), "node1", "", "br0"),
                ElementsAre("node1/pod1a veth-pod1a", "node1/pod1b veth-pod1b"));
}

TEST(Cables, APodReachesItsBridgeAndTheOtherPods) {
    EXPECT_THAT(reached(chapterWorld(), "node1", "pod1a", "veth-pod1a"),
                ElementsAre("node1 br0", "node1/pod1b veth-pod1b"));
}

TEST(Cables, ACableHasTwoEnds) {
    EXPECT_THAT(reached(chapterWorld(), "node2", "pod2", "veth-pod2"), ElementsAre("node2 host-veth-pod2"));
}

TEST(Cables, NodesReachEachOtherInTheirCommonNetwork) {
    EXPECT_THAT(reached(chapterWorld(), "node1", "", "ens3"), ElementsAre("host ens3", "node2 ens3"));
}

TEST(Cables, WhatIsDownCarriesNothing) {
    World world = chapterWorld();
    netns(world, "node1", "pod1b").links.back().up = false;
    EXPECT_THAT(reached(world, "node1", "", "br0"), ElementsAre("node1/pod1a veth-pod1a"));
    netns(world, "node1").links[2].up = false;  // br0
    EXPECT_THAT(reached(world, "node1", "", "br0"), IsEmpty());
}

/// Indexes are counted in each namespace, so that two pods' cables may have the same pair of them.
TEST(Cables, TheNumberOfANamespaceTellsEndsApart) {
    World world = chapterWorld();
    netns(world, "node1", "pod1b").links.back().index = 4;
    netns(world, "node1", "pod1b").links.back().peerIndex = 5;
    netns(world, "node1", "pod1a").id = 7;
    netns(world, "node1", "pod1b").id = 8;
    for (netstate::Link& link : netns(world, "node1").links) {
        link.peerNetnsId = link.name == "host-veth-pod1a" ? 8 : -1;
    }
    EXPECT_THAT(reached(world, "node1", "", "host-veth-pod1a"), ElementsAre("node1/pod1b veth-pod1b"));
}

TEST(Cables, ABridgeMayHaveANodesUplink) {
    World world = chapterWorld();
    Namespace& host = netns(world, "host");
    netstate::Link bridge = *host.findLink("ens3");
    bridge.name = "br-ens3";
    bridge.kind = "bridge";
    bridge.index = 9;
    host.links[1].addresses.clear();
    host.links[1].master = "br-ens3";
    host.links.push_back(bridge);
    EXPECT_THAT(reached(world, "node1", "", "ens3"), ElementsAre("host br-ens3", "node2 ens3"));
}

}  // namespace
}  // namespace podwire::walk
