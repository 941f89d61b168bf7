// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/cluster.h"

#include <gtest/gtest.h>

#include "tests/kube/manifest_file.h"

namespace podwire::kube::testing {
namespace {

std::string serviceText(const std::string& name, const std::string& spec) {
    return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\nspec: {" + spec + "}\n";
}

std::string deploymentText(const std::string& ports, const std::string& nameSpace = "default") {
    return "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: " + nameSpace +
           "}\nspec:\n  selector: {matchLabels: {app: x}}\n  template:\n    metadata: {labels: {app: x, "
           "tier: "
           "t}}\n    spec: {containers: [{name: c, image: i, ports: [" +
           ports + "]}]}\n";
}

std::string sliceText(const std::string& name, const std::string& more) {
    return "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: " + name +
           ", labels: {kubernetes.io/service-name: svc}}\naddressType: IPv4\n" + more;
}

std::string check(const std::string& text) {
    return textOf(crossCheck(read(text)));
}

bool chosen(const std::string& service, const std::string& deployment) {
    const Cluster cluster = read(service + deployment);
    return selects(cluster.services.at(0), cluster.deployments.at(0));
}

TEST(Selects, IfAllLabelsOfTheSelectorAreThere) {
    EXPECT_TRUE(chosen(serviceText("a", "ports: [{port: 1}], selector: {app: x}"), deploymentText("")));
    EXPECT_TRUE(
        chosen(serviceText("a", "ports: [{port: 1}], selector: {app: x, tier: t}"), deploymentText("")));
    EXPECT_FALSE(
        chosen(serviceText("a", "ports: [{port: 1}], selector: {app: x, tier: u}"), deploymentText("")));
    EXPECT_FALSE(
        chosen(serviceText("a", "ports: [{port: 1}], selector: {app: x, zone: t}"), deploymentText("")));
}

TEST(Selects, NothingWithoutASelector) {
    EXPECT_FALSE(chosen(serviceText("a", "ports: [{port: 1}]"), deploymentText("")));
}

TEST(Selects, NothingInAnotherNamespaceOrForAnExternalName) {
    EXPECT_FALSE(
        chosen(serviceText("a", "ports: [{port: 1}], selector: {app: x}"), deploymentText("", "shop")));
    EXPECT_FALSE(chosen(serviceText("a", "type: ExternalName, externalName: a.b, selector: {app: x}"),
                        deploymentText("")));
}

TEST(ResolveTargetPort, FindsTheNamedPortOfTheProtocol) {
    const Cluster cluster =
        read(serviceText("a",
                         "selector: {app: x}, ports: [{name: n1, port: 1, targetPort: web}, "
                         "{name: n2, port: 2, targetPort: web, protocol: UDP}, {name: n3, "
                         "port: 3, targetPort: 99}, {name: n4, port: 4, targetPort: gone}]") +
             deploymentText("{name: web, containerPort: 80}"));
    const std::vector<ServicePort>& ports = cluster.services.at(0).ports;
    const Deployment& deployment = cluster.deployments.at(0);
    EXPECT_EQ(resolveTargetPort(ports[0], deployment), 80);
    EXPECT_EQ(resolveTargetPort(ports[1], deployment), std::nullopt);
    EXPECT_EQ(resolveTargetPort(ports[2], deployment), 99);
    EXPECT_EQ(resolveTargetPort(ports[3], deployment), std::nullopt);
}

TEST(CrossCheck, TheChapterFitsTogether) {
    const Cluster chapter = wholeChapter();
    EXPECT_EQ(chapter.services.size(), 4U);
    EXPECT_EQ(textOf(crossCheck(chapter)), "");
    EXPECT_TRUE(selects(chapter.services.at(0), chapter.deployments.at(0)));
}

TEST(CrossCheck, SeesTheTargetPortOfTheChaptersListing) {
    Cluster cluster = readChapter("deployment.yaml");
    cluster.add(read(serviceText("lb",
                                 "type: LoadBalancer, ports: [{port: 80, targetPort: 8080}], selector: {app: "
                                 "cs-pod}")));
    EXPECT_EQ(textOf(crossCheck(cluster)),
              "m.yaml:5:36: spec.ports[0].targetPort: no container of Deployment \"cs-pod\" has the TCP port "
              "8080\nThey have 80.\n");
}

TEST(CrossCheck, LeavesContainersThatKeepSilentAlone) {
    EXPECT_EQ(check(serviceText("a", "ports: [{port: 1}], selector: {app: x}") + deploymentText("")), "");
}

TEST(CrossCheck, ANamedPortMustBeDeclared) {
    EXPECT_EQ(
        check(serviceText("a", "ports: [{port: 1, targetPort: web}], selector: {app: x}") +
              deploymentText("")),
        "m.yaml:5:16: spec.ports[0].targetPort: no container of Deployment \"web\" has the TCP port web\n"
        "Its containers name no such port.\n");
}

TEST(CrossCheck, AServiceSelectsSomething) {
    EXPECT_EQ(check(serviceText("a", "ports: [{port: 1}], selector: {app: v}") + deploymentText("")),
              "m.yaml:2:1: spec.selector: app=v selects no Deployment in namespace \"default\"\n"
              "Pods there have the labels app=x,tier=t.\n");
    EXPECT_EQ(check(serviceText("a", "ports: [{port: 1}], selector: {app: v}")),
              "m.yaml:2:1: spec.selector: app=v selects no Deployment in namespace \"default\"\n");
}

TEST(CrossCheck, ServicesOfOneNameAreVariantsInDifferentFilesOnly) {
    const std::string text = serviceText("a", "ports: [{port: 1}]");
    Cluster cluster = read(text, "a.yaml");
    cluster.add(read(text, "b.yaml"));
    EXPECT_EQ(textOf(crossCheck(cluster)), "");
    EXPECT_EQ(check(text + text), "m.yaml:7:1: a second Service \"a\"\nThe first stands at m.yaml:2:1.\n");
}

TEST(CrossCheck, DeploymentsAndSlicesHaveNoVariants) {
    Cluster cluster = read(deploymentText("") + sliceText("s", ""), "a.yaml");
    cluster.add(read(deploymentText("") + sliceText("s", ""), "b.yaml"));
    cluster.add(read(serviceText("svc", "ports: [{port: 1}]"), "c.yaml"));
    EXPECT_EQ(textOf(crossCheck(cluster)),
              "b.yaml:2:1: a second Deployment \"web\"\nThe first stands at a.yaml:2:1.\n"
              "b.yaml:11:1: a second EndpointSlice \"s\"\nThe first stands at a.yaml:11:1.\n");
}

TEST(CrossCheck, AddressesAndNodePortsAreGivenOnce) {
    const std::string spec = "type: NodePort, clusterIP: 10.96.1.1, ports: [{port: 1, nodePort: 30001}]";
    EXPECT_EQ(
        check(serviceText("a", spec) + serviceText("b", spec)),
        "m.yaml:7:1: spec.clusterIP: Invalid value: \"10.96.1.1\": provided IP is already allocated\n"
        "m.yaml:10:54: spec.ports[0].nodePort: Invalid value: 30001: provided port is already allocated\n");
    Cluster cluster = read(serviceText("a", spec), "a.yaml");
    cluster.add(read(serviceText("b", spec), "b.yaml"));
    EXPECT_EQ(textOf(crossCheck(cluster)), "");
}

TEST(CrossCheck, ASliceAgreesWithItsService) {
    const std::string service =
        serviceText("svc", "ports: [{name: a, port: 1, targetPort: 80}, {name: b, port: 2, protocol: UDP}]");
    EXPECT_EQ(
        check(service + sliceText("s", "ports: [{name: a, port: 80}, {name: b, port: 2, protocol: UDP}]\n")),
        "");
    EXPECT_EQ(check(service +
                    sliceText("s", "ports: [{name: a, port: 1}, {name: b, port: 2}, {name: c, port: 3}]\n")),
              "m.yaml:11:9: ports[0].port: Invalid value: 1: Service \"svc\" sends to port 80\n"
              "The Service stands at m.yaml:2:1.\n"
              "m.yaml:11:29: ports[1].protocol: Invalid value: \"TCP\": Service \"svc\" uses UDP\n"
              "The Service stands at m.yaml:2:1.\n"
              "m.yaml:11:49: ports[2].name: Invalid value: \"c\": Service \"svc\" has no port of this name\n"
              "The Service stands at m.yaml:2:1.\n");
}

TEST(CrossCheck, ASliceFollowsANamedTargetPort) {
    const std::string objects =
        serviceText("svc", "selector: {app: x}, ports: [{port: 1, targetPort: web}]") +
        deploymentText("{name: web, containerPort: 8080}");
    EXPECT_EQ(check(objects + sliceText("s", "ports: [{port: 8080}]\n")), "");
    EXPECT_EQ(check(objects + sliceText("s", "ports: [{port: 80}]\n")),
              "m.yaml:20:9: ports[0].port: Invalid value: 80: Service \"svc\" sends to port 8080\n"
              "The Service stands at m.yaml:2:1.\n");
}

TEST(CrossCheck, ASliceBelongsToAService) {
    EXPECT_EQ(check(sliceText("s", "")),
              "m.yaml:2:1: metadata.labels: there is no Service \"svc\" in namespace \"default\"\n");
    EXPECT_EQ(
        check(
            "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: s}\naddressType: IPv4\n"),
        "m.yaml:1:1: metadata.labels: the label kubernetes.io/service-name is missing\n"
        "It names the Service that the endpoints belong to.\n");
}

TEST(CrossCheck, APodIsOneEndpoint) {
    const std::string service = serviceText("svc", "ports: [{port: 1}]");
    EXPECT_EQ(check(service + sliceText("s",
                                        "endpoints:\n  - {addresses: [10.0.0.1], targetRef: {name: p}}\n"
                                        "  - {addresses: [10.0.0.2], targetRef: {name: p}}\n"
                                        "  - {addresses: [10.0.0.1], targetRef: {name: q}}\n"
                                        "  - {addresses: [10.0.0.4]}\n  - {addresses: [10.0.0.5]}\n")),
              "m.yaml:13:5: endpoints[1].targetRef.name: Duplicate value: \"p\"\n"
              "m.yaml:14:5: endpoints[2].addresses[0]: Duplicate value: \"10.0.0.1\"\n");
}

TEST(CrossCheck, APodMayStandInTwoSlicesWithOneAddress) {
    const std::string service = serviceText("svc", "ports: [{port: 1}]");
    const std::string first = sliceText("s", "endpoints: [{addresses: [10.0.0.1], targetRef: {name: p}}]\n");
    EXPECT_EQ(check(service + first +
                    sliceText("t", "endpoints: [{addresses: [10.0.0.1], targetRef: {name: p}}]\n")),
              "");
    EXPECT_EQ(check(service + first +
                    sliceText("t", "endpoints: [{addresses: [10.0.0.2], targetRef: {name: p}}]\n")),
              "m.yaml:17:13: endpoints[0].targetRef.name: Duplicate value: \"p\"\n");
}

}  // namespace
}  // namespace podwire::kube::testing
