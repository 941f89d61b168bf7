// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/foretell.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/walk/chapter_world.h"

namespace podwire::doctor {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace podwire::test;

constexpr const char* kVip = "10.96.1.100";

class Foretell : public ::testing::Test {
protected:
    Foretell() {
        world = chapterWorld();
        setTable(netns(world, "node2"), "nat", nat(threeRules("OUTPUT", kVip, 8080)));
        picture.pods.push_back(podOf("pod1a", "node1", "192.168.1.10"));
        picture.pods.push_back(podOf("pod1b", "node1", "192.168.1.20"));
        picture.pods.push_back(podOf("pod2", "node2", "192.168.2.20"));
    }

    static Pod podOf(const std::string& name, const std::string& node, const std::string& address) {
        Pod pod;
        pod.name = name;
        pod.node = node;
        pod.address = address;
        return pod;
    }

    static Request request(const std::string& host, int port, std::vector<std::string> answeredBy = {}) {
        return {"node2", {}, host + ':' + std::to_string(port), host, port, std::move(answeredBy), 1};
    }

    Foretold of(const Request& asked) const {
        return foretell({lab, assessment, picture, {}, {}, {}, world, blindSpots}, asked);
    }

    lab::Lab lab;
    plan::Assessment assessment;
    Picture picture;
    walk::World world;
    std::vector<std::string> blindSpots;
};

TEST_F(Foretell, SaysWhenTheRulesAreNotToBlame) {
    const Foretold told = of(request(kVip, 8080));
    EXPECT_EQ(
        told.text,
        "By the live rules a request from node2 to 10.96.1.100:8080 is answered as it should be: rules, "
        "routes and settings are not to blame.");
    EXPECT_FALSE(told.fails);
}

TEST_F(Foretell, NamesTheRuleThatDropsAndItsLikelihood) {
    setTable(netns(world, "node1"), "filter",
             ":FORWARD ACCEPT [0:0]\n-A FORWARD -d 192.168.1.20/32 -j DROP\n");
    const Foretold told = of(request(kVip, 8080));
    EXPECT_EQ(
        told.text,
        "By the live rules a request from node2 to 10.96.1.100:8080, with a probability of 33.5 %, is lost: "
        "rule 1 of node1, table filter, chain FORWARD drops it (-A FORWARD -d 192.168.1.20/32 -j DROP).");
    EXPECT_TRUE(told.fails);
}

TEST_F(Foretell, NamesEveryWayThatFailsUpToThree) {
    setTable(
        netns(world, "node2"), "filter",
        ":INPUT ACCEPT [0:0]\n-A INPUT -s 192.168.1.10/32 -j DROP\n-A INPUT -s 192.168.1.20/32 -j DROP\n");
    const Foretold two = of(request(kVip, 8080));
    EXPECT_THAT(
        two.text,
        AllOf(HasSubstr("33 %, gets to 192.168.1.10:80"), HasSubstr("; or, with a probability of 33.5 %"),
              HasSubstr("rule 2 of node2, table filter, chain INPUT"), Not(HasSubstr("and more"))));
    std::string four;
    for (int i = 0; i < 4; ++i) {
        four += "-A INPUT -p tcp -m statistic --mode random --probability 0.2 -m comment --comment c" +
                std::to_string(i) + " -j DROP\n";
    }
    setTable(netns(world, "node2"), "nat", nat({}));
    setTable(netns(world, "node2"), "filter", ":INPUT ACCEPT [0:0]\n" + four);
    EXPECT_THAT(of(request("192.168.1.10", 80)).text, HasSubstr("; and more."));
}

TEST_F(Foretell, AnAnswerByAnotherPodIsAFailure) {
    const Foretold told = of(request(kVip, 8080, {"192.168.1.10", "192.168.1.20"}));
    EXPECT_TRUE(told.fails);
    EXPECT_THAT(told.text, AllOf(HasSubstr("33.5 %, is answered by 192.168.2.20:80 (node2/pod2)"),
                                 Not(HasSubstr("192.168.1.10:80"))));
}

TEST_F(Foretell, WhatAServerOfNoPodDoesIsNotForetold) {
    netns(world, "node1").listeners->push_back({"tcp", "0.0.0.0", 8080, {}});
    const Foretold told = of(request("10.30.45.100", 8080, {"192.168.1.10"}));
    EXPECT_FALSE(told.fails);
    EXPECT_EQ(
        told.text,
        "By the live rules a request from node2 to 10.30.45.100:8080 gets to 10.30.45.100:8080 on node1, "
        "which is no pod; what becomes of it from there is not foretold.");
}

TEST_F(Foretell, SaysWhatItCouldNotSee) {
    blindSpots = {"node1 has rules of nftables' own"};
    EXPECT_THAT(of(request(kVip, 8080)).text,
                HasSubstr("not to blame. But node1 has rules of nftables' own."));
}

TEST_F(Foretell, SaysNothingOfWhatItDoesNotKnow) {
    EXPECT_EQ(of(request("my-ip-service", 80)).text, "");
    Request elsewhere = request(kVip, 8080);
    elsewhere.node = "node9";
    EXPECT_EQ(of(elsewhere).text, "");
    world.clear();
    const Foretold told = of(request(kVip, 8080));
    EXPECT_EQ(told.text, "");
    EXPECT_FALSE(told.fails);
}

}  // namespace
}  // namespace podwire::doctor
