// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/netstate/netstate.h"
#include "tests/support/fixture.h"

namespace podwire::netstate {
namespace {

using testing::fixture;
using ::testing::HasSubstr;

std::vector<Route> parse(const std::string& name) {
    return parseRoutes(fixture(name)).value();
}

std::vector<Route> to(const std::vector<Route>& routes, const std::string& destination) {
    std::vector<Route> found;
    std::copy_if(routes.begin(), routes.end(), std::back_inserter(found),
                 [&](const Route& route) { return route.destination == destination; });
    return found;
}

TEST(Routes, KnowWhereTheyLeadAndWhoMadeThem) {
    const auto routes = parse("ip/routes-all-6.1.json");
    const Route expected{"unicast", "default", "10.30.45.1", "ens3", "10.30.45.100",
                         "main",    "dhcp",    "global",     100};
    ASSERT_EQ(to(routes, "default").size(), 1U);
    EXPECT_EQ(to(routes, "default")[0], expected);
    const Route pod{"unicast", "192.168.2.20", "10.30.45.200", "ens3", "", "main", "boot", "global", 0};
    EXPECT_EQ(to(routes, "192.168.2.20").at(0), pod);
    const Route link{"unicast", "192.168.1.0/24", "", "br0", "192.168.1.1", "main", "kernel", "link", 0};
    EXPECT_EQ(to(routes, "192.168.1.0/24").at(0), link);
}

TEST(Routes, OfTableLocalAndOfIpv6AreLeftOut) {
    for (const char* const name : {"ip/routes-all-6.1.json", "ip/routes-plain-all-6.1.json"}) {
        const auto routes = parse(name);
        EXPECT_GT(routes.size(), 8U);
        for (const Route& route : routes) {
            EXPECT_NE(route.table, "local");
            EXPECT_EQ(route.destination.find(':'), std::string::npos);
        }
        EXPECT_THAT(fixture(name), HasSubstr("fe80::"));
        EXPECT_EQ(to(routes, "default").size(), 1U) << "the IPv6 default route is another";
    }
}

TEST(Routes, OfOtherTablesAreKept) {
    EXPECT_EQ(to(parse("ip/routes-all-6.1.json"), "10.99.0.0/24").at(0).table, "77");
}

TEST(Routes, MayLeadNowhere) {
    const auto routes = parse("ip/routes-all-6.1.json");
    EXPECT_EQ(to(routes, "10.244.0.0/16").at(0).type, "blackhole");
    EXPECT_EQ(to(routes, "10.244.0.0/16").at(0).device, "");
    EXPECT_EQ(to(routes, "10.250.0.0/16").at(0).type, "unreachable");
    EXPECT_EQ(to(routes, "10.250.0.0/16").at(0).metric, 5U);
}

TEST(Routes, WithSeveralNextHopsAreOneForEach) {
    const auto hops = to(parse("ip/routes-all-6.1.json"), "172.16.0.0/12");
    ASSERT_EQ(hops.size(), 2U);
    EXPECT_EQ(hops[0].gateway, "10.30.45.2");
    EXPECT_EQ(hops[1].gateway, "10.30.45.3");
    EXPECT_EQ(hops[1].device, "ens3");
}

TEST(Routes, MayHaveAGatewayOfTheOtherFamily) {
    EXPECT_EQ(to(parse("ip/routes-all-6.1.json"), "10.55.0.0/24").at(0).gateway, "fe80::1");
}

TEST(Routes, AreTheSameWithAndWithoutDetails) {
    const auto detailed = parse("ip/routes-all-6.1.json");
    auto plain = parse("ip/routes-plain-all-6.1.json");
    ASSERT_EQ(plain.size(), detailed.size());
    for (std::size_t i = 0; i < plain.size(); ++i) {
        EXPECT_EQ(plain[i], detailed[i]) << plain[i].destination;
    }
}

TEST(Routes, OfTheMainTableAloneSayThatTheyAreOfIt) {
    const auto routes = parse("ip/routes-main-6.1.json");
    EXPECT_GT(routes.size(), 5U);
    for (const Route& route : routes) {
        EXPECT_EQ(route.table, "main");
    }
}

TEST(Routes, OfEmptyOutputAreNoneAndOfUnfinishedOutputAnError) {
    EXPECT_TRUE(parseRoutes("").value().empty());
    EXPECT_TRUE(parseRoutes("[ ]").value().empty());
    const auto routes = parseRoutes(fixture("ip/routes-broken-6.1.json"));
    ASSERT_FALSE(routes);
    EXPECT_EQ(routes.error().kind, ErrorKind::InvalidInput);
    EXPECT_THAT(routes.error().hint, HasSubstr("exit status"));
}

TEST(Routes, MayHaveTheLargestMetric) {
    EXPECT_EQ(parseRoutes(R"([{"dst":"default","dev":"a","metric":4294967295}])").value().at(0).metric,
              4294967295U);
}

TEST(RouteLookups, TellGatewayDeviceAndSource) {
    const RouteLookup via = parseRouteGet(fixture("ip/get-via-6.1.json")).value();
    EXPECT_EQ(via.destination, "192.168.2.20");
    EXPECT_EQ(via.gateway, "10.30.45.200");
    EXPECT_EQ(via.device, "ens3");
    EXPECT_EQ(via.source, "10.30.45.100");
    EXPECT_EQ(via.type, "unicast");
    EXPECT_EQ(parseRouteGet(fixture("ip/get-default-6.1.json"))->gateway, "10.30.45.1");
}

TEST(RouteLookups, OnTheLinkHaveNoGateway) {
    const RouteLookup link = parseRouteGet(fixture("ip/get-link-6.1.json")).value();
    EXPECT_EQ(link.gateway, "");
    EXPECT_EQ(link.device, "br0");
}

TEST(RouteLookups, OfAnAddressOfTheNodeAreLocal) {
    EXPECT_EQ(parseRouteGet(fixture("ip/get-local-6.1.json"))->type, "local");
}

TEST(RouteLookups, WithoutAnAnswerFoundNoRoute) {
    EXPECT_EQ(parseRouteGet("").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(parseRouteGet("[{}]").error().kind, ErrorKind::NotFound);
    EXPECT_EQ(parseRouteGet("[").error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(parseRouteGet(R"([{"dev":"lo"}])").error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace podwire::netstate
