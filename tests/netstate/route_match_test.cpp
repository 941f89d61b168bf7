// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/route_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "core/netstate/peers.h"
#include "tests/support/fixture.h"

namespace podwire::netstate {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Route route(const std::string& destination, const std::string& gateway, const std::string& device,
            std::uint32_t metric = 0, const std::string& table = "main") {
    return {"unicast", destination, gateway, device, "", table, "boot", "global", metric};
}

std::uint32_t ip(const char* text) {
    return netfilter::parseAddress(text).value();
}

RouteAnswer answer(const std::string& gateway, const std::string& device, const std::string& table = "main") {
    return {{"", gateway, device, "", "unicast"}, table};
}

const std::vector<Route> kRoutes{
    route("default", "10.30.45.1", "ens3", 100),   route("10.30.45.0/24", "", "ens3"),
    route("192.168.2.0/24", "10.30.45.7", "ens3"), route("192.168.2.20", "10.30.45.200", "ens3"),
    route("default", "10.9.9.9", "wlan0", 50),     route("10.99.0.0/24", "10.30.45.1", "ens3", 0, "77"),
};

TEST(RouteMatch, TakesTheLongestPrefix) {
    EXPECT_THAT(routesTo(kRoutes, ip("192.168.2.20")), ElementsAre(3, 2, 4, 0));
    EXPECT_THAT(routesTo(kRoutes, ip("192.168.2.21")), ElementsAre(2, 4, 0));
}

TEST(RouteMatch, OfEqualPrefixesTakesTheSmallestMetricAndThenTheFirst) {
    EXPECT_THAT(routesTo(kRoutes, ip("8.8.8.8")), ElementsAre(4, 0));
    const std::vector<Route> tied{route("10.0.0.0/8", "1.1.1.1", "a", 7),
                                  route("10.0.0.0/8", "2.2.2.2", "b", 7)};
    EXPECT_THAT(routesTo(tied, ip("10.1.2.3")), ElementsAre(0, 1));
}

TEST(RouteMatch, OfOtherTablesIsApart) {
    EXPECT_THAT(routesTo(kRoutes, ip("10.99.0.1")), ElementsAre(4, 0));
    EXPECT_THAT(routesTo(kRoutes, ip("10.99.0.1"), "77"), ElementsAre(5));
}

TEST(RouteMatch, KnowsPrefixLengths) {
    EXPECT_EQ(prefixLength(kRoutes[0]), 0);
    EXPECT_EQ(prefixLength(kRoutes[1]), 24);
    EXPECT_EQ(prefixLength(kRoutes[3]), 32);
    EXPECT_EQ(prefixLength(route("fe80::/64", "", "a")), std::nullopt);
    EXPECT_FALSE(leadsTo(route("nonsense", "", "a"), 0));
}

TEST(RouteMatch, WithoutADefaultNothingMatches) {
    const std::vector<Route> link{route("192.168.1.0/24", "", "br0")};
    EXPECT_THAT(routesTo(link, ip("8.8.8.8")), IsEmpty());
    EXPECT_THAT(routesTo(link, ip("192.168.2.1")), IsEmpty());
    EXPECT_THAT(routesTo(link, ip("192.168.1.255")), ElementsAre(0));
}

TEST(RouteTaken, IsTheOneThatTheKernelNamed) {
    EXPECT_EQ(routeTaken(kRoutes, ip("192.168.2.20"), answer("10.30.45.200", "ens3")), 3U);
    EXPECT_EQ(routeTaken(kRoutes, ip("10.30.45.5"), answer("", "ens3")), 1U);
}

TEST(RouteTaken, IsTheNextOneWhenTheFirstWasPassedOver) {
    // A next hop whose device has no carrier is passed over.
    EXPECT_EQ(routeTaken(kRoutes, ip("8.8.8.8"), answer("10.30.45.1", "ens3")), 0U);
}

TEST(RouteTaken, MayBeOfAnotherTable) {
    EXPECT_EQ(routeTaken(kRoutes, ip("10.99.0.1"), answer("10.30.45.1", "ens3", "77")), 5U);
    EXPECT_EQ(routeTaken(kRoutes, ip("10.99.0.1"), answer("10.30.45.1", "ens3", "78")), std::nullopt);
}

TEST(RouteTaken, IsNoneForAnAddressOfTheNodeItself) {
    auto own = answer("", "ens3");
    own.way.type = "local";
    EXPECT_EQ(routeTaken(kRoutes, ip("10.30.45.100"), own), std::nullopt);
}

TEST(RouteAnswers, NameTheirTable) {
    const auto other =
        parseRouteAnswer(R"([{"dst":"10.99.0.1","gateway":"10.30.45.1","dev":"ens3","table":"77"}])");
    EXPECT_EQ(other->table, "77");
    EXPECT_EQ(parseRouteAnswer(testing::fixture("ip/get-via-6.1.json"))->table, "main");
    EXPECT_EQ(parseRouteAnswer("").error().kind, ErrorKind::NotFound);
}

Link veth(int index, const std::string& name, int peerIndex) {
    Link link;
    link.index = index;
    link.name = name;
    link.kind = "veth";
    link.peerIndex = peerIndex;
    return link;
}

TEST(Peers, AreFoundAcrossNamespacesByBothIndexes) {
    const std::vector<Netns> node{{"", {veth(5, "to-a", 2), veth(7, "to-b", 2)}, {}},
                                  {"a", {veth(2, "eth0", 5)}, {}},
                                  {"b", {veth(2, "eth0", 7)}, {}}};
    EXPECT_EQ(findPeer(node, "", node[0].links[0]), (PeerEnd{"a", "eth0"}));
    EXPECT_EQ(findPeer(node, "b", node[2].links[0]), (PeerEnd{"", "to-b"}));
}

TEST(Peers, InTheSameNamespaceAreNamedByTheKernel) {
    Link one = veth(5, "one", 6);
    one.peer = "two";
    EXPECT_EQ(findPeer({{"", {one, veth(6, "two", 5)}, {}}}, "", one), (PeerEnd{"", "two"}));
}

TEST(Peers, ThatTwoCouldBeAreNotGuessed) {
    const std::vector<Netns> node{
        {"", {veth(5, "to", 2)}, {}}, {"a", {veth(2, "eth0", 5)}, {}}, {"b", {veth(2, "eth0", 5)}, {}}};
    EXPECT_EQ(findPeer(node, "", node[0].links[0]), std::nullopt);
    EXPECT_EQ(findPeer(node, "", Link{}), std::nullopt);
}

}  // namespace
}  // namespace podwire::netstate
