// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_targets.h"

#include <gtest/gtest.h>

#include "tests/support/rules.h"

namespace podwire::live {
namespace {

lab::Lab labOf(kube::ServiceType type) {
    lab::Lab lab;
    lab.nodes = {{"host", {}}, {"node1", {}}, {"node2", {}}};
    lab.backends = {{"pod1a", "192.168.1.10", "node1"}, {"pod2", "192.168.2.20", "node2"}};
    for (const auto& [node, address] : std::map<std::string, std::string>{
             {"host", "10.30.45.1"}, {"node1", "10.30.45.100"}, {"node2", "10.30.45.200"}}) {
        lab.variables.push_back({node + "_IP", address, node + ".address", {}, {}});
    }
    kube::Service service;
    service.type = type;
    service.clusterIp = "10.96.1.100";
    kube::ServicePort port;
    port.port = 8080;
    if (type != kube::ServiceType::ClusterIp) {
        port.nodePort = 30000;
    }
    service.ports = {port};
    lab.manifests.push_back({"service", {}, {}});
    lab.manifests.back().objects.services = {service};
    return lab;
}

std::vector<std::string> addressesOf(const std::vector<TrafficTarget>& targets) {
    std::vector<std::string> all;
    for (const TrafficTarget& target : targets) {
        all.push_back(target.address);
    }
    return all;
}

TEST(TrafficTargets, OfAClusterIpAreItsAddress) {
    EXPECT_EQ(trafficTargets(labOf(kube::ServiceType::ClusterIp), {}),
              (std::vector<TrafficTarget>{{"10.96.1.100:8080", "ClusterIP"}}));
}

TEST(TrafficTargets, OfALoadBalancerAreAlsoTheNodesAndTheMachineOutside) {
    EXPECT_EQ(addressesOf(trafficTargets(labOf(kube::ServiceType::LoadBalancer), {})),
              (std::vector<std::string>{"10.96.1.100:8080", "10.30.45.100:30000", "10.30.45.200:30000",
                                        "127.0.0.1:30000", "10.30.45.1:8080"}));
}

TEST(TrafficTargets, RulesAddWhatNoManifestKnows) {
    plan::Observed node;
    node.node = "node2";
    node.rules = test::rulesOf(
        "nat",
        ":OUTPUT ACCEPT [0:0]\n"
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 1.2.3.4:80\n"
        "-A OUTPUT -d 10.96.1.101/32 -p tcp -m tcp --dport 90 -j DNAT --to-destination 1.2.3.4:80\n"
        "-A OUTPUT -d 10.96.1.10/32 -p udp -m udp --dport 53 -j DNAT --to-destination 1.2.3.4:53\n");
    const auto targets = trafficTargets(labOf(kube::ServiceType::ClusterIp), {{"node2", node}});
    ASSERT_EQ(targets.size(), 2U);
    EXPECT_EQ(targets.back(), (TrafficTarget{"10.96.1.101:90", "rules of node2"}));
}

}  // namespace
}  // namespace podwire::live
