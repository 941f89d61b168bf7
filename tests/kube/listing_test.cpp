// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/listing.h"

#include <gtest/gtest.h>

#include "tests/kube/manifest_file.h"

namespace podwire::kube::testing {
namespace {

ServiceRow rowOf(const std::string& file, const std::string& age = "5m") {
    return {readChapter(file).services.at(0), age, std::nullopt};
}

TEST(Listing, OfServicesAsKubectlPrintsThem) {
    EXPECT_EQ(
        listServices({rowOf("clusterip.yaml", "2d3h"), rowOf("nodeport.yaml"), rowOf("loadbalancer.yaml"),
                      rowOf("externalname.yaml")}),
        "NAME              TYPE           CLUSTER-IP    EXTERNAL-IP     PORT(S)          AGE    SELECTOR\n"
        "http-server-svc   ClusterIP      10.96.1.100   <none>          8080/TCP         2d3h   app=cs-pod\n"
        "http-server-svc   NodePort       <none>        <none>          8080:30080/TCP   5m     app=cs-pod\n"
        "lb-http-server    LoadBalancer   <none>        <pending>       80:30080/TCP     5m     app=cs-pod\n"
        "my-ip-service     ExternalName   <none>        api.ipify.org   <none>           5m     <none>\n");
}

TEST(Listing, ShowsALoadBalancersAddressOnceItHasOne) {
    ServiceRow row = rowOf("loadbalancer.yaml");
    row.externalAddress = "10.30.45.1";
    EXPECT_EQ(listServices({row}),
              "NAME             TYPE           CLUSTER-IP   EXTERNAL-IP   PORT(S)        AGE   SELECTOR\n"
              "lb-http-server   LoadBalancer   <none>       10.30.45.1    80:30080/TCP   5m    app=cs-pod\n");
}

TEST(Listing, JoinsPortsAndSelectors) {
    const Service service = readFixture("from-cluster.yaml").services.at(0);
    EXPECT_EQ(
        listServices({{service, "1s", std::nullopt}}),
        "NAME   TYPE           CLUSTER-IP    EXTERNAL-IP   PORT(S)                        AGE   SELECTOR\n"
        "web    LoadBalancer   10.107.12.9   <pending>     443:31443/TCP,9090:31090/UDP   1s    "
        "app=web,tier=front\n");
}

TEST(Listing, NamesHeadlessServices) {
    const Service service =
        read("apiVersion: v1\nkind: Service\nmetadata: {name: h}\nspec: {clusterIP: None}\n").services.at(0);
    EXPECT_EQ(listServices({{service, "9s", std::nullopt}}),
              "NAME   TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE   SELECTOR\n"
              "h      ClusterIP   None         <none>        <none>    9s    <none>\n");
}

const std::vector<PodRow> pods = {
    {"cs-pod-6c65f4f99d-86d6h", "2/2", "Running", "0", "5m", "192.168.1.10", "node1"},
    {"cs-pod-6c65f4f99d-rbnxr", "0/2", "Pending", "3 (40s ago)", "5m", "", ""},
};

TEST(Listing, OfPodsAsKubectlPrintsThem) {
    EXPECT_EQ(listPods(pods),
              "NAME                      READY   STATUS    RESTARTS      AGE   IP             NODE     "
              "NOMINATED NODE "
              "  READINESS GATES\n"
              "cs-pod-6c65f4f99d-86d6h   2/2     Running   0             5m    192.168.1.10   node1    "
              "<none>         "
              "  <none>\n"
              "cs-pod-6c65f4f99d-rbnxr   0/2     Pending   3 (40s ago)   5m    <none>         <none>   "
              "<none>         "
              "  <none>\n");
}

TEST(Listing, OfBothKindsNamesTheKinds) {
    EXPECT_EQ(
        listServicesAndPods({rowOf("clusterip.yaml")}, {pods[0]}),
        "NAME                      TYPE        CLUSTER-IP    EXTERNAL-IP   PORT(S)    AGE   SELECTOR\n"
        "service/http-server-svc   ClusterIP   10.96.1.100   <none>        8080/TCP   5m    app=cs-pod\n"
        "\n"
        "NAME                          READY   STATUS    RESTARTS   AGE   IP             NODE    NOMINATED "
        "NODE   "
        "READINESS GATES\n"
        "pod/cs-pod-6c65f4f99d-86d6h   2/2     Running   0          5m    192.168.1.10   node1   <none>      "
        "     "
        "<none>\n");
}

TEST(Listing, OfNothingIsEmpty) {
    EXPECT_EQ(listServices({}), "");
    EXPECT_EQ(listPods({}), "");
    EXPECT_EQ(listEndpointSlices({}), "");
    EXPECT_EQ(listServicesAndPods({}, {}), "");
    EXPECT_EQ(listServicesAndPods({rowOf("clusterip.yaml")}, {}).find("\n\n"), std::string::npos);
}

TEST(Listing, OfEndpointSlices) {
    EndpointSlice slice = readChapter("endpointslice.yaml").endpointSlices.at(0);
    EXPECT_EQ(listEndpointSlices({{slice, "5m"}}),
              "NAME                ADDRESSTYPE   PORTS   ENDPOINTS                                AGE\n"
              "http-server-svc-1   IPv4          80      192.168.1.10,192.168.1.20,192.168.2.20   5m\n");
    slice.endpoints.push_back({"192.168.2.30", "node2", "pod2b", true, {}});
    slice.ports.clear();
    EXPECT_EQ(listEndpointSlices({{slice, "5m"}}),
              "NAME                ADDRESSTYPE   PORTS     ENDPOINTS                                         "
              "   AGE\n"
              "http-server-svc-1   IPv4          <unset>   192.168.1.10,192.168.1.20,192.168.2.20 + 1 "
              "more...   5m\n");
}

}  // namespace
}  // namespace podwire::kube::testing
