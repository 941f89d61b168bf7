// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/picture.h"

#include <gtest/gtest.h>

#include "core/doctor/wanted.h"
#include "tests/doctor/patient.h"

namespace podwire::doctor {
namespace {

using Steps = std::set<std::string>;

class PictureTest : public ::testing::Test {
protected:
    [[nodiscard]] plan::Assessment assessed() const { return plan::assess(patient_.lab, patient_.observed); }
    [[nodiscard]] Picture painted() const {
        return paint(patient_.lab, assessment_, *wantedSteps(patient_.lab, assessment_, {}));
    }
    [[nodiscard]] Steps wanted(const Question& question = {}) const {
        return *wantedSteps(patient_.lab, assessed(), question);
    }
    /// Takes everything off the nodes but what the boot left there.
    void clear() {
        for (auto& [name, node] : patient_.observed) {
            std::erase_if(node.namespaces, [](const auto& netns) { return !netns.name.empty(); });
            std::erase_if(node.namespaces.front().links,
                          [](const auto& link) { return link.name != "lo" && link.name != "ens3"; });
            std::erase_if(node.namespaces.front().routes,
                          [](const auto& route) { return route.destination.starts_with("192.168."); });
            node.rules.tables.clear();
            node.units.clear();
            node.files.clear();
            node.notes.clear();
        }
    }

    test::Patient patient_;
    plan::Assessment assessment_ = plan::assess(patient_.lab, patient_.observed);
};

TEST_F(PictureTest, ShowsThePods) {
    const Picture picture = painted();
    ASSERT_EQ(picture.pods.size(), 3U);
    const Pod& pod = picture.pods[1];
    EXPECT_EQ(pod.name, "pod1b");
    EXPECT_EQ(pod.node, "node1");
    EXPECT_EQ(pod.address, "192.168.1.20");
    EXPECT_EQ(pod.device, "veth-pod1b");
    EXPECT_EQ(pod.hostDevice, "host-veth-pod1b");
    EXPECT_EQ(pod.port, "80");
    ASSERT_NE(pod.server, nullptr);
    EXPECT_EQ(std::get<lab::Unit>(pod.server->resource->what).name, "pod1b-http.service");
}

TEST_F(PictureTest, ShowsWhoReachesWhom) {
    const Picture picture = painted();
    const Leg* local = picture.leg("node1", picture.podNamed("node1", "pod1a"));
    ASSERT_NE(local, nullptr);
    EXPECT_TRUE(local->isLocal());
    EXPECT_EQ(local->device, "br0");
    const Leg* remote = picture.leg("node2", picture.podAt("192.168.1.10"));
    ASSERT_NE(remote, nullptr);
    EXPECT_EQ(remote->gateway, "10.30.45.100");
    EXPECT_EQ(remote->device, "ens3");
    EXPECT_EQ(picture.leg("host", picture.podAt("192.168.1.10")), nullptr);
    EXPECT_EQ(picture.legs.size(), 6U);
}

TEST_F(PictureTest, ShowsTheTranslationsAndTheDnsServer) {
    const Picture picture = painted();
    ASSERT_EQ(picture.translations.size(), 6U);
    const Translation& one = picture.translations.front();
    EXPECT_EQ(one.node + ' ' + one.chain + ' ' + one.destination + ' ' + one.backend,
              "node2 OUTPUT 10.96.1.100 192.168.1.10");
    EXPECT_EQ(one.port, 8080);
    EXPECT_EQ(one.backendPort, 80);
    ASSERT_EQ(picture.dns.size(), 1U);
    EXPECT_EQ(picture.dns.front().name, "coredns");
    EXPECT_EQ(picture.dns.front().upstreams.size(), 2U);
    EXPECT_EQ(picture.dns.front().rewrites.front().to, "api.ipify.org");
}

TEST_F(PictureTest, WantsWhatIsThereAndWhatItNeeds) {
    EXPECT_EQ(wanted(), (Steps{"pods.node1", "pods.node2", "pods.routes", "service.vip", "service.nodeport",
                               "service.dns"}));
    clear();
    EXPECT_EQ(wanted(), Steps{});
    patient_.observed["node2"].rules = *netfilter::parseSave(
        "*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m comment "
        "--comment VIP_POD2 "
        "-j DNAT --to-destination 192.168.2.20:80\nCOMMIT\n");
    EXPECT_EQ(wanted(), (Steps{"pods.node1", "pods.node2", "pods.routes", "service.vip"}));
}

TEST_F(PictureTest, TakesARuleWithASlipForABeginning) {
    clear();
    patient_.observed["node2"].rules = *netfilter::parseSave(
        "*nat\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8081 -m comment "
        "--comment PLAIN -j "
        "DNAT --to-destination 192.168.1.10:80\nCOMMIT\n");
    EXPECT_EQ(wanted(), (Steps{"pods.node1", "pods.node2", "pods.routes", "service.plain"}));
}

TEST_F(PictureTest, TakesARouteAnotherWayForABeginning) {
    clear();
    netstate::Route route;
    route.type = "unicast";
    route.destination = "192.168.2.20";
    route.gateway = "10.30.45.1";
    route.device = "ens3";
    route.table = "main";
    patient_.observed["node1"].namespaces.front().routes.push_back(route);
    EXPECT_EQ(wanted(), (Steps{"pods.node1", "pods.node2", "pods.routes"}));
}

TEST_F(PictureTest, WantsWhatIsNamed) {
    clear();
    EXPECT_EQ(wanted({{"pods.node2"}, ""}), Steps{"pods.node2"});
    EXPECT_EQ(wanted({{"service.plain"}, ""}),
              (Steps{"pods.node1", "pods.node2", "pods.routes", "service.plain"}));
    EXPECT_EQ(wanted({{}, "service.vip"}), (Steps{"pods.node1", "pods.node2", "pods.routes", "service.vip"}));
    const auto unknown = wantedSteps(patient_.lab, assessment_, {{"service.vipp"}, ""});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, ErrorKind::NotFound);
    EXPECT_NE(unknown.error().hint.find("service.vip"), std::string::npos);
}

TEST_F(PictureTest, OfTwoRivalsWantsTheNamedOneElseTheWholeOne) {
    patient_.addRule(
        "node2", "nat",
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m comment --comment PLAIN -j DNAT "
        "--to-destination 192.168.1.10:80");
    EXPECT_EQ(wanted().count("service.plain"), 0U);
    EXPECT_EQ(wanted({{"service.plain"}, ""}).count("service.vip"), 0U);
    auto& rules = patient_.chain("node2", "nat", "OUTPUT").rules;
    rules.erase(rules.begin());
    EXPECT_EQ(wanted().count("service.vip"), 0U) << "vip is partial, plain is whole";
}

TEST_F(PictureTest, DoesNotForgetTheStepsOfANodeThatIsGone) {
    patient_.observed.erase("node1");
    EXPECT_EQ(wanted(), (Steps{"pods.node1", "pods.node2", "pods.routes", "service.vip"}));
}

TEST_F(PictureTest, AsksWhatTheLabExpectsToBeAnswered) {
    std::set<std::string> asked;
    for (const Request& one : requestsOf(patient_.lab, painted())) {
        asked.insert(one.node + ' ' + requestId(one) + ' ' + std::to_string(one.count));
    }
    EXPECT_EQ(asked, (std::set<std::string>{"host  10.30.45.100:30080 24", "node1  127.0.0.1:30080 2",
                                            "node1 pod1a 192.168.1.10:80 2", "node1 pod1b 192.168.1.20:80 2",
                                            "node2  10.96.1.100:8080 24", "node2  192.168.1.20:80 2",
                                            "node2 pod2 192.168.2.20:80 2"}));
}

}  // namespace
}  // namespace podwire::doctor
