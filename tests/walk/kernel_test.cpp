// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/walk/kernel.h"

#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "tests/walk/chapter_world.h"

namespace podwire::walk {
namespace {

using namespace podwire::test;
using Kind = RouteChoice::Kind;

std::uint32_t ip(const char* text) {
    return netfilter::parseAddress(text).value();
}

TEST(ChooseRoute, TakesOwnAddressesFirst) {
    World world = chapterWorld();
    const Namespace& node1 = netns(world, "node1");
    EXPECT_EQ(chooseRoute(node1, ip("192.168.1.1")).kind, Kind::Local);
    EXPECT_EQ(chooseRoute(node1, ip("192.168.1.1")).source, ip("192.168.1.1"));
    EXPECT_EQ(chooseRoute(node1, ip("127.1.2.3")).kind, Kind::Local);
    EXPECT_EQ(chooseRoute(node1, ip("127.1.2.3")).source, ip("127.0.0.1"));
}

TEST(ChooseRoute, KnowsDeviceNextHopAndSource) {
    World world = chapterWorld();
    const RouteChoice far = chooseRoute(netns(world, "node1"), ip("192.168.2.20"));
    EXPECT_EQ(far.kind, Kind::Away);
    EXPECT_EQ(far.device, "ens3");
    EXPECT_EQ(far.nextHop, ip("10.30.45.200"));
    EXPECT_EQ(far.source, ip("10.30.45.100"));
    const RouteChoice near = chooseRoute(netns(world, "node1"), ip("192.168.1.10"));
    EXPECT_EQ(near.nextHop, ip("192.168.1.10"));
    EXPECT_EQ(near.source, ip("192.168.1.1"));
    EXPECT_EQ(chooseRoute(netns(world, "host"), ip("8.8.8.8")).kind, Kind::None);
}

TEST(ChooseRoute, TakesThePreferredSourceOfTheRoute) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    node1.routes.push_back(route("172.16.0.0/16", "10.30.45.200", "ens3"));
    node1.routes.back().source = "192.168.1.1";
    EXPECT_EQ(chooseRoute(node1, ip("172.16.0.1")).source, ip("192.168.1.1"));
}

TEST(ChooseRoute, ADeviceThatIsDownHasNoRoutes) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    for (netstate::Link& link : node1.links) {
        link.up = link.name != "br0";
    }
    EXPECT_EQ(chooseRoute(node1, ip("192.168.1.10")).device, "ens3") << "the default route is left";
    EXPECT_EQ(chooseRoute(node1, ip("192.168.1.1")).kind, Kind::Away);
}

TEST(AddressType, IsWhatAddrtypeCallsIt) {
    World world = chapterWorld();
    const Namespace& node1 = netns(world, "node1");
    EXPECT_EQ(addressType(node1, ip("10.30.45.100")), "LOCAL");
    EXPECT_EQ(addressType(node1, ip("127.0.0.53")), "LOCAL");
    EXPECT_EQ(addressType(node1, ip("10.30.45.200")), "UNICAST");
    EXPECT_EQ(addressType(node1, ip("10.30.45.255")), "BROADCAST");
    EXPECT_EQ(addressType(node1, ip("255.255.255.255")), "BROADCAST");
    EXPECT_EQ(addressType(node1, ip("224.0.0.1")), "MULTICAST");
}

TEST(AddressOn, PrefersTheNetworkOfTheNextHop) {
    World world = chapterWorld();
    Namespace& node1 = netns(world, "node1");
    node1.links[1].addresses.push_back({"inet", "172.16.0.5", 16, "global", false});
    EXPECT_EQ(addressOn(node1, "ens3", ip("172.16.0.1")), ip("172.16.0.5"));
    EXPECT_EQ(addressOn(node1, "ens3", ip("8.8.8.8")), ip("10.30.45.100"));
    EXPECT_EQ(addressOn(node1, "lo", ip("8.8.8.8")), ip("10.30.45.100")) << "not one of the host's own scope";
}

TEST(DeviceSetting, IsTheLargerOfAllAndTheDevices) {
    Namespace one;
    EXPECT_EQ(deviceSetting(one, "br0", "rp_filter"), 0);
    one.sysctls = {{"net.ipv4.conf.all.rp_filter", "1"}, {"net.ipv4.conf.br0.rp_filter", "2"}};
    EXPECT_EQ(deviceSetting(one, "br0", "rp_filter"), 2);
    EXPECT_EQ(deviceSetting(one, "ens3", "rp_filter"), 1);
}

}  // namespace
}  // namespace podwire::walk
