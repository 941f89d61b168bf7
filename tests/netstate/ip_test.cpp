// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's own ip(8), in a network namespace of its own.
#include <gtest/gtest.h>

#include "core/base/shellwords.h"
#include "core/netstate/netstate.h"
#include "tests/support/network_namespace.h"

namespace podwire::netstate {
namespace {

class Ip : public ::testing::Test {
protected:
    std::string ip(const std::string& words) const {
        auto argv = splitWords("ip " + words).value();
        const auto ran = netns_.run(argv);
        EXPECT_EQ(ran.status, 0) << words << '\n' << ran.err;
        return ran.out;
    }

    [[nodiscard]] Netns read() const {
        return {"", parseLinks(ip("-j -d addr show")).value(),
                parseRoutes(ip("-j route show table all")).value()};
    }

    testing::NetworkNamespace netns_;
};

TEST_F(Ip, ShowsWhatThePodwireLabMakes) {
    ip("link set lo up");
    ip("link add br0 type bridge");
    ip("addr add 192.168.1.1/24 dev br0");
    ip("link add host-veth-pod1a type veth peer name pod1a-eth0");
    ip("link set host-veth-pod1a master br0");
    for (const char* const link : {"br0", "host-veth-pod1a", "pod1a-eth0"}) {
        ip(std::string("link set up dev ") + link);
    }
    ip("route add 192.168.2.20 via 192.168.1.200");

    const Netns node = read();
    EXPECT_EQ(node.findLink("br0")->kind, "bridge");
    EXPECT_EQ(node.findLink("br0")->addresses.at(0).text(), "192.168.1.1/24");
    EXPECT_EQ(node.findLink("host-veth-pod1a")->master, "br0");
    EXPECT_EQ(node.findLink("host-veth-pod1a")->peer, "pod1a-eth0");
    EXPECT_EQ(node.findLink("host-veth-pod1a")->peerIndex, node.findLink("pod1a-eth0")->index);
    ASSERT_EQ(node.routes.size(), 2U);
    EXPECT_EQ(node.routes[1],
              (Route{"unicast", "192.168.2.20", "192.168.1.200", "br0", "", "main", "boot", "global", 0}));

    const RouteLookup lookup = parseRouteGet(ip("-j route get 192.168.2.20")).value();
    EXPECT_EQ(lookup.gateway, "192.168.1.200");
    EXPECT_EQ(lookup.device, "br0");
    EXPECT_EQ(lookup.source, "192.168.1.1");
}

TEST_F(Ip, OfAnEmptyNamespaceShowsLoopbackAndNoRoute) {
    const Netns node = read();
    ASSERT_EQ(node.links.size(), 1U);
    EXPECT_FALSE(node.links[0].up);
    EXPECT_TRUE(node.routes.empty());
    const auto unreachable = netns_.run({"ip", "-j", "route", "get", "8.8.8.8"});
    EXPECT_NE(unreachable.status, 0);
    EXPECT_FALSE(parseRouteGet(unreachable.out));
}

}  // namespace
}  // namespace podwire::netstate
