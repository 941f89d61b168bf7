// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Labs that take what they build from Kubernetes manifests.
#include <gtest/gtest.h>

#include "tests/lab/lab_folder.h"

namespace podwire::lab::testing {
namespace {

constexpr const char* kLab = R"(id: k8s
title: From manifests
nodes: [{name: node1}, {name: node2}]
manifests:
  - {id: service, file: service.yaml}
  - {id: endpoints, file: endpoints.yaml}
variables:
  - {name: VIP, from: service.clusterIP}
  - {name: PORT, from: service.port}
  - {name: TARGET, from: service.targetPort}
  - {name: FQDN, from: service.fqdn}
backends: {from: endpoints}
parts: [part.yaml]
)";

constexpr const char* kService = R"(apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  clusterIP: 10.96.1.100
  ports: [{port: 8080, targetPort: 80}]
)";

std::string endpoints(const std::vector<std::string>& addresses, const std::string& more = {}) {
    std::string text =
        "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web-1, labels: "
        "{kubernetes.io/service-name: web}}\naddressType: IPv4\n"
        "ports: [{port: 80}]\nendpoints:\n";
    int number = 0;
    for (const std::string& address : addresses) {
        text += "  - {addresses: [" + address + "], nodeName: node" + (number % 2 == 0 ? "1" : "2") +
                ", targetRef: {kind: Pod, name: pod" + std::to_string(number + 1) + "}}\n";
        ++number;
    }
    return text + more;
}

constexpr const char* kPart = R"(id: part
title: A part
steps:
  - id: rules
    title: Rules
    text: One rule for each backend.
    apply:
      - on: node1
        for_each: backends
        iptables: |-
          iptables -t nat -A OUTPUT -d $VIP -p tcp --dport $PORT \
            @{statistic} \
            -j DNAT --to-destination $@{NAME}_IP:$TARGET
        why: "@{number}: @{percent} %, to @{name} on @{node}"
      - on: node2
        for_each: backends
        of: node1
        except: [pod1]
        route: ip route add @{address} via 10.0.0.1
    after:
      - title: "@{name} answers"
        for_each: backends
        on: "@{node}"
        http: "@{address}:$TARGET"
        expect: {answered_by: "@{address}"}
      - title: All answer
        on: node1
        http: $VIP:$PORT
        requests: 60
        expect: {answered_by: backends, every_one: true}
)";

tl::expected<Lab, yaml::Diagnostics> loadWith(const std::string& slice, const std::string& part = kPart,
                                              const std::string& lab = kLab,
                                              const std::string& service = kService) {
    const LabFolder folder;
    folder.write("lab.yaml", lab);
    folder.write("service.yaml", service);
    folder.write("endpoints.yaml", slice);
    folder.write("part.yaml", part);
    return folder.load();
}

std::string rulesOf(const Lab& lab) {
    std::string all;
    for (const Resource& resource : lab.find("part.rules")->apply) {
        all += resource.command + '\n';
    }
    return all;
}

TEST(ManifestLab, RulesFollowTheEndpoints) {
    const auto three = loadWith(endpoints({"192.168.1.10", "192.168.2.20", "192.168.1.30"}));
    ASSERT_TRUE(three.has_value()) << textOf(three.error());
    EXPECT_EQ(rulesOf(*three), R"(iptables -t nat -A OUTPUT -d 10.96.1.100 -p tcp --dport 8080 \
  -m statistic --mode random --probability 0.33 \
  -j DNAT --to-destination 192.168.1.10:80
iptables -t nat -A OUTPUT -d 10.96.1.100 -p tcp --dport 8080 \
  -m statistic --mode random --probability 0.5 \
  -j DNAT --to-destination 192.168.2.20:80
iptables -t nat -A OUTPUT -d 10.96.1.100 -p tcp --dport 8080 \
  -j DNAT --to-destination 192.168.1.30:80
ip route add 192.168.1.30 via 10.0.0.1
)");
    const auto& rules = three->find("part.rules")->apply;
    EXPECT_EQ(rules[0].why, "1: 33 %, to pod1 on node1");
    EXPECT_EQ(rules[1].why, "2: 50 %, to pod2 on node2");
    EXPECT_EQ(rules[2].why, "3: 100 %, to pod3 on node1");
    EXPECT_NE(rules[0].source.find("$POD1_IP:$TARGET"), std::string::npos) << rules[0].source;

    const auto one = loadWith(endpoints({"192.168.1.10"}));
    ASSERT_TRUE(one.has_value()) << textOf(one.error());
    EXPECT_EQ(rulesOf(*one).find("statistic"), std::string::npos);
}

TEST(ManifestLab, SharesOfManyBackendsStayFine) {
    std::vector<std::string> addresses;
    for (int i = 1; i <= 12; ++i) {
        addresses.push_back("192.168.1." + std::to_string(i));
    }
    const auto lab = loadWith(endpoints(addresses));
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    const std::string rules = rulesOf(*lab);
    for (const char* share : {"0.0833 ", "0.0909 ", "0.1 ", "0.11 ", "0.12 ", "0.14 ", "0.16 ", "0.2 ",
                              "0.25 ", "0.33 ", "0.5 "}) {
        EXPECT_NE(rules.find("--probability " + std::string(share)), std::string::npos) << share;
    }
}

TEST(ManifestLab, ChecksFollowTheEndpoints) {
    const auto lab = loadWith(endpoints({"192.168.1.10", "192.168.2.20"}));
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    const auto& checks = lab->find("part.rules")->after;
    ASSERT_EQ(checks.size(), 3U);
    EXPECT_EQ(checks[0].title, "pod1 answers");
    EXPECT_EQ(checks[1].node, "node2");
    EXPECT_EQ(checks[1].id, "part.rules/after/2");
    EXPECT_EQ(std::get<HttpCheck>(checks[2].what).answeredBy,
              (std::vector<std::string>{"192.168.1.10", "192.168.2.20"}));
}

TEST(ManifestLab, AnEndpointThatIsNotReadyGetsNoRule) {
    const auto lab = loadWith(endpoints({"192.168.1.10"},
                                        "  - {addresses: [192.168.2.20], nodeName: node2, targetRef: {kind: "
                                        "Pod, name: pod2}, conditions: {ready: false}}\n"));
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    EXPECT_EQ(lab->backends.size(), 1U);
    EXPECT_EQ(rulesOf(*lab).find("192.168.2.20"), std::string::npos);
}

TEST(ManifestLab, FieldsBecomeVariables) {
    const auto lab = loadWith(endpoints({"192.168.1.10"}));
    ASSERT_TRUE(lab.has_value()) << textOf(lab.error());
    std::string all;
    for (const Variable& variable : lab->variables) {
        all += variable.name + '=' + variable.value + ' ';
    }
    EXPECT_EQ(all,
              "VIP=10.96.1.100 PORT=8080 TARGET=80 FQDN=web.default.svc.cluster.local POD1_NAME=pod1 "
              "POD1_IP=192.168.1.10 ");
    ASSERT_EQ(lab->manifests.size(), 2U);
    EXPECT_EQ(lab->manifests[0].objects.services.size(), 1U);
}

std::string firstProblem(const tl::expected<Lab, yaml::Diagnostics>& lab) {
    return lab.has_value() ? "the lab was taken" : lab.error().front().text();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    return text.replace(text.find(what), what.size(), with);
}

TEST(ManifestLab, WhatIsWrongIsNamedWithItsPlace) {
    const std::string slice = endpoints({"192.168.1.10"});
    EXPECT_EQ(
        firstProblem(loadWith(slice, kPart, replaced(kLab, "service.port}", "service.nodePort}"))),
        "lab.yaml:9:24: service.yaml gives no 'nodePort'\nIt gives: clusterIP, fqdn, name, namespace, port, "
        "targetPort, type.");
    EXPECT_EQ(firstProblem(loadWith(slice, kPart,
                                    replaced(kLab, "from: service.port", "from: servce.port, value: 1"))),
              "lab.yaml:9:24: 'servce' is neither a node nor a manifest of this lab");
    EXPECT_EQ(firstProblem(loadWith(slice, kPart, replaced(kLab, "{from: endpoints}", "{from: nobody}"))),
              "lab.yaml:12:11: 'nobody' is not a manifest of this lab");
    EXPECT_EQ(firstProblem(loadWith(slice, kPart, replaced(kLab, "{from: endpoints}", "{from: service}"))),
              "lab.yaml:12:11: 'service.yaml' holds no EndpointSlice");
    EXPECT_EQ(firstProblem(loadWith(replaced(slice, "nodeName: node1", "nodeName: node7"))),
              "endpoints.yaml:7:5: nodeName 'node7' is not a node of this lab");
    EXPECT_EQ(firstProblem(loadWith(slice, replaced(kPart, "@{percent}", "@{weight}"))),
              "part.yaml:14:14: '@{weight}' is nothing that a backend has\nThere are name, NAME, address, "
              "node, number, "
              "statistic and percent.");
    EXPECT_EQ(firstProblem(loadWith(slice, replaced(kPart, "for_each: backends", "for_each: pods"))),
              "part.yaml:9:19: 'for_each' goes over 'backends'");
    EXPECT_EQ(firstProblem(loadWith(slice, replaced(kPart, "        for_each: backends\n        of: node1",
                                                    "        of: node1"))),
              "part.yaml:15:9: a repetition needs 'for_each'");
    const std::string wrong =
        firstProblem(loadWith(slice, kPart, kLab, replaced(kService, "port: 8080", "port: 80800")));
    EXPECT_EQ(wrong.substr(0, wrong.find(": ")), "service.yaml:6:18");
    EXPECT_NE(wrong.find("spec.ports[0].port"), std::string::npos) << wrong;
}

}  // namespace
}  // namespace podwire::lab::testing
