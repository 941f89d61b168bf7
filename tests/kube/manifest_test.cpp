// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/manifest.h"

#include <gtest/gtest.h>

#include "tests/kube/manifest_file.h"

namespace podwire::kube::testing {
namespace {

Service onlyService(const Cluster& cluster) {
    EXPECT_EQ(cluster.services.size(), 1U);
    EXPECT_TRUE(cluster.deployments.empty());
    EXPECT_TRUE(cluster.endpointSlices.empty());
    return cluster.services.empty() ? Service() : cluster.services.front();
}

std::string serviceWith(const std::string& spec) {
    return "apiVersion: v1\nkind: Service\nmetadata: {name: svc}\nspec:\n" + spec;
}

TEST(ChapterManifest, ClusterIp) {
    const Service service = onlyService(readChapter("clusterip.yaml"));
    EXPECT_EQ(service.metadata.name, "http-server-svc");
    EXPECT_EQ(service.metadata.nameSpace, "default");
    EXPECT_EQ(service.metadata.position.text(), "clusterip.yaml:4:1");
    EXPECT_EQ(service.type, ServiceType::ClusterIp);
    EXPECT_EQ(service.clusterIp, "10.96.1.100");
    ASSERT_EQ(service.ports.size(), 1U);
    EXPECT_EQ(service.ports[0].port, 8080);
    EXPECT_EQ(service.ports[0].targetPort, PortReference(std::uint16_t{80}));
    EXPECT_EQ(service.ports[0].protocol, Protocol::Tcp);
    EXPECT_FALSE(service.ports[0].nodePort.has_value());
    EXPECT_EQ(service.selector, (Labels{{"app", "cs-pod"}}));
    EXPECT_EQ(service.sessionAffinity, SessionAffinity::None);
    EXPECT_EQ(service.externalTrafficPolicy, TrafficPolicy::Cluster);
}

TEST(ChapterManifest, NodePort) {
    const Service service = onlyService(readChapter("nodeport.yaml"));
    EXPECT_EQ(service.type, ServiceType::NodePort);
    EXPECT_FALSE(service.clusterIp.has_value());
    ASSERT_EQ(service.ports.size(), 1U);
    EXPECT_EQ(service.ports[0].port, 8080);
    EXPECT_EQ(service.ports[0].nodePort, 30080);
}

TEST(ChapterManifest, LoadBalancer) {
    const Service service = onlyService(readChapter("loadbalancer.yaml"));
    EXPECT_EQ(service.metadata.name, "lb-http-server");
    EXPECT_EQ(service.type, ServiceType::LoadBalancer);
    ASSERT_EQ(service.ports.size(), 1U);
    EXPECT_EQ(service.ports[0].port, 80);
    EXPECT_EQ(service.ports[0].targetPort, PortReference(std::uint16_t{80}));
    EXPECT_EQ(service.ports[0].nodePort, 30080);
}

TEST(ChapterManifest, ExternalName) {
    const Service service = onlyService(readChapter("externalname.yaml"));
    EXPECT_EQ(service.metadata.name, "my-ip-service");
    EXPECT_EQ(service.type, ServiceType::ExternalName);
    EXPECT_EQ(service.externalName, "api.ipify.org");
    EXPECT_TRUE(service.ports.empty());
    EXPECT_TRUE(service.selector.empty());
}

TEST(ChapterManifest, Deployment) {
    const Cluster cluster = readChapter("deployment.yaml");
    ASSERT_EQ(cluster.deployments.size(), 1U);
    const Deployment& deployment = cluster.deployments.front();
    EXPECT_EQ(deployment.replicas, 3);
    EXPECT_EQ(deployment.selector, (Labels{{"app", "cs-pod"}}));
    EXPECT_EQ(deployment.templateLabels, (Labels{{"app", "cs-pod"}}));
    ASSERT_EQ(deployment.containers.size(), 2U);
    EXPECT_EQ(deployment.containers[0].name, "curl-client");
    EXPECT_TRUE(deployment.containers[0].ports.empty());
    EXPECT_EQ(deployment.containers[1].name, "web-server");
    ASSERT_EQ(deployment.containers[1].ports.size(), 1U);
    EXPECT_EQ(deployment.containers[1].ports[0].containerPort, 80);
}

TEST(ChapterManifest, EndpointSlice) {
    const Cluster cluster = readChapter("endpointslice.yaml");
    ASSERT_EQ(cluster.endpointSlices.size(), 1U);
    const EndpointSlice& slice = cluster.endpointSlices.front();
    EXPECT_EQ(slice.service, "http-server-svc");
    ASSERT_EQ(slice.ports.size(), 1U);
    EXPECT_EQ(slice.ports[0].name, "");
    EXPECT_EQ(slice.ports[0].port, 80);
    std::string endpoints;
    for (const Endpoint& endpoint : slice.endpoints) {
        endpoints +=
            endpoint.pod + ' ' + endpoint.address + ' ' + endpoint.node + (endpoint.ready ? "\n" : "?\n");
    }
    EXPECT_EQ(endpoints, "pod1a 192.168.1.10 node1\npod1b 192.168.1.20 node1\npod2 192.168.2.20 node2\n");
}

TEST(Manifest, OfARealClusterIsRead) {
    const Cluster cluster = readFixture("from-cluster.yaml");
    ASSERT_EQ(cluster.services.size(), 1U);
    const Service& service = cluster.services.front();
    EXPECT_EQ(service.metadata.nameSpace, "shop");
    EXPECT_EQ(service.sessionAffinity, SessionAffinity::ClientIp);
    EXPECT_EQ(service.externalTrafficPolicy, TrafficPolicy::Local);
    ASSERT_EQ(service.ports.size(), 2U);
    EXPECT_EQ(service.ports[0].targetPort, PortReference("tls"));
    EXPECT_EQ(service.ports[1].protocol, Protocol::Udp);
    ASSERT_EQ(cluster.deployments.size(), 1U);
    EXPECT_EQ(cluster.deployments.front().replicas, 1);
    EXPECT_EQ(cluster.deployments.front().metadata.position.line, 60);
    EXPECT_EQ(
        textOf(crossCheck(cluster)),
        "from-cluster.yaml:44:5: spec.ports[1].targetPort: no container of Deployment \"web\" has the UDP "
        "port 9090\nThey have 8443 (quic).\n");
}

TEST(Manifest, SkipsEmptyDocuments) {
    const std::string service = serviceWith("  ports: [{port: 1}]\n");
    EXPECT_EQ(read("---\n# nothing\n---\n" + service + "---\n").services.size(), 1U);
}

TEST(Manifest, FillsInTheDefaults) {
    const Service service = onlyService(read(serviceWith("  ports: [{port: 53}]\n")));
    EXPECT_EQ(service.metadata.nameSpace, "default");
    EXPECT_EQ(service.type, ServiceType::ClusterIp);
    EXPECT_EQ(service.ports.at(0).protocol, Protocol::Tcp);
    EXPECT_EQ(service.ports.at(0).targetPort, PortReference(std::uint16_t{53}));
    EXPECT_FALSE(service.clusterIp.has_value());
    EXPECT_FALSE(service.headless);
}

TEST(Manifest, TakesNullsAndEmptyTextsForAbsent) {
    const Service service = onlyService(
        read(serviceWith("  type: ''\n  clusterIP: ''\n  selector:\n  sessionAffinity: ~\n  ports:\n"
                         "    - {port: 53, targetPort: 0, nodePort: 0, protocol: '', name: ''}\n")));
    EXPECT_EQ(service.type, ServiceType::ClusterIp);
    EXPECT_EQ(service.ports.at(0).targetPort, PortReference(std::uint16_t{53}));
    EXPECT_FALSE(service.ports.at(0).nodePort.has_value());
}

TEST(Manifest, ReadsNumbersAsYaml11Does) {
    const Service service = onlyService(read(serviceWith(
        "  ports:\n    - {name: a, port: 0x50}\n    - {name: b, port: 0123}\n    - {name: c, port: 8_080}\n"
        "    - {name: d, port: 0b11}\n    - {name: e, port: +9}\n    - {name: f, port: 0o7}\n")));
    std::string ports;
    for (const ServicePort& port : service.ports) {
        ports += std::to_string(port.port) + ' ';
    }
    EXPECT_EQ(ports, "80 83 8080 3 9 7 ");
}

TEST(Manifest, HeadlessServicesNeedNoPorts) {
    const Service service = onlyService(read(serviceWith("  clusterIP: None\n")));
    EXPECT_TRUE(service.headless);
    EXPECT_FALSE(service.clusterIp.has_value());
}

TEST(Manifest, OnePortMayServeTwoProtocols) {
    const Service service = onlyService(read(
        serviceWith("  type: NodePort\n  ports:\n    - {name: a, port: 53, protocol: TCP, nodePort: 30053}\n"
                    "    - {name: b, port: 53, protocol: UDP, nodePort: 30053}\n")));
    EXPECT_EQ(service.ports.size(), 2U);
}

TEST(Manifest, ExternalNameMayEndInADot) {
    const Service service =
        onlyService(read(serviceWith("  type: ExternalName\n  externalName: api.ipify.org.\n")));
    EXPECT_EQ(service.externalName, "api.ipify.org");
}

TEST(Manifest, EndpointsAreReadyUnlessTheySayOtherwise) {
    const Cluster cluster = read(
        "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: s}\naddressType: IPv4\n"
        "endpoints:\n  - addresses: [10.0.0.1, 10.0.0.2]\n  - {addresses: [10.0.0.3], conditions: {ready: "
        "false}}\n"
        "  - {addresses: [10.0.0.4], conditions: {ready: ~}, targetRef: {kind: Node, name: m}}\n");
    const std::vector<Endpoint>& endpoints = cluster.endpointSlices.at(0).endpoints;
    ASSERT_EQ(endpoints.size(), 3U);
    EXPECT_TRUE(endpoints[0].ready);
    EXPECT_EQ(endpoints[0].address, "10.0.0.1");
    EXPECT_FALSE(endpoints[1].ready);
    EXPECT_TRUE(endpoints[2].ready);
    EXPECT_EQ(endpoints[2].pod, "");
}

TEST(Manifest, ReportsAllThatIsWrongInOrder) {
    const auto cluster = parseManifest(yaml::Source(
        "m.yaml",
        serviceWith("  type: NodePort\n  clusterIP: None\n  ports:\n    - {port: 0, nodePort: 80}\n") +
            "---\nkind: Pod\napiVersion: v1\n"));
    ASSERT_FALSE(cluster.has_value());
    EXPECT_EQ(
        textOf(cluster.error()),
        "m.yaml:6:14: spec.clusterIP: Invalid value: \"None\": may not be set to 'None' for NodePort "
        "services\n"
        "m.yaml:8:14: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive\n"
        "m.yaml:8:27: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. "
        "The range of valid ports is 30000-32767\n"
        "m.yaml:10:7: no matches for kind \"Pod\" in version \"v1\"\n"
        "Service, Deployment and EndpointSlice are read here.\n");
}

TEST(Manifest, ListsABoundedNumberOfProblems) {
    std::string ports = "  ports:\n";
    for (int i = 0; i < 900; ++i) {
        ports += "    - {port: 0}\n";
    }
    const auto cluster = parseManifest(yaml::Source("m.yaml", serviceWith(ports)));
    ASSERT_FALSE(cluster.has_value());
    EXPECT_EQ(cluster.error().size(), 201U);
}

}  // namespace
}  // namespace podwire::kube::testing
