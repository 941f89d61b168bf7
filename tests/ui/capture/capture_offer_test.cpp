// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/capture_offer.h"

#include <gmock/gmock.h>

#include "tests/live/recorded_nodes.h"

namespace podwire::ui {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

class CaptureOfferTest : public ::testing::Test {
protected:
    CaptureOffer offer(const std::string& id, const std::set<std::string>& lit = {}) {
        return captureOffer(id, topology, nodes, lit);
    }
    static std::vector<std::string> wanted(const CaptureOffer& offer) {
        std::vector<std::string> names;
        for (const CaptureOffer::Choice& choice : offer.choices) {
            if (choice.wanted) {
                names.push_back(choice.place.name());
            }
        }
        return names;
    }
    static std::vector<std::string> all(const CaptureOffer& offer) {
        std::vector<std::string> names;
        for (const CaptureOffer::Choice& choice : offer.choices) {
            names.push_back(choice.place.name());
        }
        return names;
    }

    std::vector<live::NodeView> nodes = test::recordedNodes();
    live::Topology topology = live::topologyOf(nodes);
    const std::string vip = "vip:node2/10.96.1.100:8080/tcp";
    const std::string serviceFilter =
        "tcp and (host 10.96.1.100 or host 192.168.1.10 or host 192.168.1.20 or host 192.168.2.20)";
};

TEST_F(CaptureOfferTest, APodIsCapturedInsideAndCanBeCapturedOutside) {
    const CaptureOffer pod = offer("pod:node1/pod1a");
    EXPECT_EQ(pod.name, "pod1a");
    EXPECT_THAT(all(pod), ElementsAre("node1/pod1a/veth-pod1a", "node1/pod1a/lo", "node1/host-veth-pod1a"));
    EXPECT_THAT(wanted(pod), ElementsAre("node1/pod1a/veth-pod1a"));
    EXPECT_EQ(pod.filter, "host 192.168.1.10");
}

TEST_F(CaptureOfferTest, APodsLinkIsCapturedOnTheNode) {
    const auto edge = std::find_if(topology.edges.begin(), topology.edges.end(),
                                   [](const live::Edge& one) { return one.link == "host-veth-pod1a"; });
    ASSERT_NE(edge, topology.edges.end());
    const CaptureOffer link = offer(edge->id);
    EXPECT_THAT(wanted(link), ElementsAre("node1/host-veth-pod1a"));
    EXPECT_THAT(all(link), Contains("node1/pod1a/veth-pod1a"));
    EXPECT_EQ(link.filter, "host 192.168.1.10");
}

TEST_F(CaptureOfferTest, ANodeIsCapturedWhereItMeetsTheOthers) {
    const CaptureOffer node = offer("node:node1");
    EXPECT_THAT(wanted(node), ElementsAre("node1/ens3"));
    EXPECT_EQ(all(node).front(), "node1/ens3");
    EXPECT_EQ(all(node).back(), "node1/lo");
    EXPECT_THAT(all(node), Contains("node1/br0"));
    EXPECT_EQ(node.filter, "");
}

TEST_F(CaptureOfferTest, ABridgeIsCapturedWithTheOthersToChooseFrom) {
    const CaptureOffer bridge = offer("bridge:node1/br0");
    EXPECT_EQ(bridge.name, "br0");
    EXPECT_THAT(wanted(bridge), ElementsAre("node1/br0"));
    EXPECT_THAT(all(bridge), Contains("node1/ens3"));
}

TEST_F(CaptureOfferTest, TheNetworkIsCapturedOnAllNodes) {
    const auto network =
        std::find_if(topology.elements.begin(), topology.elements.end(),
                     [](const live::Element& one) { return one.kind == live::Element::Kind::Network; });
    ASSERT_NE(network, topology.elements.end());
    EXPECT_THAT(wanted(offer(network->id)), ElementsAre("host/ens3", "node1/ens3", "node2/ens3"));
}

TEST_F(CaptureOfferTest, AServiceIsFilteredByItsAddressAndItsBackends) {
    const CaptureOffer service = offer(vip);
    EXPECT_THAT(wanted(service), ElementsAre("node2/ens3", "node2/host-veth-pod2"));
    EXPECT_EQ(service.filter, serviceFilter);
}

TEST_F(CaptureOfferTest, TheStepsServiceIsTheFilterWhereItIs) {
    EXPECT_EQ(offer("node:node2", {vip}).filter, serviceFilter);
    EXPECT_EQ(offer("uplink:node2/ens3", {vip}).filter, serviceFilter);
    EXPECT_EQ(offer("node:node1", {vip}).filter, "") << "node1 has no rules for it";
    EXPECT_EQ(offer("pod:node2/pod2", {vip}).filter, "host 192.168.2.20") << "a pod is what was pointed at";
}

TEST_F(CaptureOfferTest, WhereNothingPassesNothingIsOffered) {
    EXPECT_TRUE(offer("nothing:at/all").choices.empty());
    for (const live::Edge& edge : topology.edges) {
        if (edge.kind == live::Edge::Kind::Forward) {
            EXPECT_TRUE(offer(edge.id).choices.empty()) << edge.id;
        }
    }
}

TEST_F(CaptureOfferTest, EveryPlaceIsOneThatCanBeCaptured) {
    for (const live::Element& element : topology.elements) {
        for (const CaptureOffer::Choice& choice : offer(element.id).choices) {
            EXPECT_TRUE(capture::checkRequest({{choice.place}, offer(element.id).filter, {}, 0}))
                << choice.place.name();
        }
    }
}

}  // namespace
}  // namespace podwire::ui
