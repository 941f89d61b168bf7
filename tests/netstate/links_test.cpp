// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/netstate/netstate.h"
#include "tests/support/fixture.h"

namespace podwire::netstate {
namespace {

using testing::fixture;
using ::testing::HasSubstr;

Netns parse(const std::string& name) {
    Netns netns;
    netns.links = parseLinks(fixture(name)).value();
    return netns;
}

TEST(Links, KnowTheirKindStateAndAddresses) {
    const Netns node = parse("ip/addr-6.1.json");
    const Link* const bridge = node.findLink("br0");
    ASSERT_NE(bridge, nullptr);
    EXPECT_EQ(bridge->kind, "bridge");
    EXPECT_EQ(bridge->operState, "UP");
    EXPECT_TRUE(bridge->up);
    EXPECT_TRUE(bridge->carrier);
    EXPECT_EQ(bridge->mtu, 1500);
    EXPECT_EQ(bridge->mac.size(), 17U);
    ASSERT_EQ(bridge->addresses.size(), 2U);
    EXPECT_EQ(bridge->addresses[0], (Address{"inet", "192.168.1.1", 24, "global", false}));
    EXPECT_EQ(bridge->addresses[0].text(), "192.168.1.1/24");
    EXPECT_EQ(bridge->addresses[1].family, "inet6");
    EXPECT_EQ(node.findLink("no-such-link"), nullptr);
}

TEST(Links, OfHardwareAndLoopbackHaveNoKind) {
    EXPECT_EQ(parse("ip/addr-6.1.json").findLink("lo")->kind, "");
}

TEST(Links, WithoutACarrierAreUpAllTheSame) {
    const Netns node = parse("ip/addr-6.1.json");
    EXPECT_TRUE(node.findLink("veth-a")->up);
    EXPECT_FALSE(node.findLink("veth-a")->carrier);
    EXPECT_EQ(node.findLink("veth-a")->operState, "LOWERLAYERDOWN");
    EXPECT_FALSE(node.findLink("veth-b")->up);
}

TEST(Links, KnowThePeerOfAVethInTheSameNamespace) {
    const Netns node = parse("ip/addr-6.1.json");
    const Link& near = *node.findLink("veth-a");
    const Link& far = *node.findLink("veth-b");
    EXPECT_EQ(near.peer, "veth-b");
    EXPECT_EQ(near.peerIndex, far.index);
    EXPECT_EQ(near.peerNetnsId, -1);
    EXPECT_EQ(far.peer, "veth-a");
    EXPECT_EQ(far.peerIndex, near.index);
}

TEST(Links, KnowTheIndexOfAPeerInAnotherNamespace) {
    const Netns node = parse("ip/addr-6.1.json");
    const Netns pod = parse("ip/addr-pod-6.1.json");
    const Link& near = *node.findLink("host-veth-pod1a");
    const Link& far = *pod.findLink("eth0");
    EXPECT_EQ(near.peer, "");
    EXPECT_EQ(near.peerIndex, far.index);
    EXPECT_EQ(far.peerIndex, near.index);
    EXPECT_EQ(near.peerNetnsId, 0);
    EXPECT_EQ(near.master, "br0");
    EXPECT_EQ(far.master, "");
}

TEST(Links, HaveNoPeerUnlessTheyAreVeths) {
    const Netns node = parse("ip/addr-6.1.json");
    EXPECT_EQ(node.findLink("vxlan10")->kind, "vxlan");
    EXPECT_EQ(node.findLink("vxlan10")->peer, "");
    EXPECT_EQ(node.findLink("tun0")->mac, "");
    const auto vlan = parseLinks(
        R"([{"ifindex":9,"link":"ens3","ifname":"ens3.100","flags":["UP"],"linkinfo":{"info_kind":"vlan"},"addr_info":[]}])");
    EXPECT_EQ(vlan.value().at(0).peer, "");
    EXPECT_EQ(vlan.value().at(0).peerIndex, 0);
}

TEST(Links, TellAddressesThatExpireFromThoseThatStay) {
    const Netns node = parse("ip/addr-6.1.json");
    int dynamic = 0;
    for (const Address& address : node.findLink("ens3")->addresses) {
        dynamic += address.dynamic ? 1 : 0;
        EXPECT_EQ(address.dynamic, address.local == "10.30.46.5");
    }
    EXPECT_EQ(dynamic, 1);
}

TEST(Links, LeaveOutTheEmptyObjectsThatAFilterLeaves) {
    const Netns node = parse("ip/addr-scope-6.1.json");
    for (const Link& link : node.links) {
        EXPECT_FALSE(link.name.empty());
        for (const Address& address : link.addresses) {
            EXPECT_EQ(address.scope, "global");
        }
    }
    EXPECT_EQ(node.findLink("br0")->addresses.size(), 1U);
}

TEST(Links, OfIproute5AreReadTheSame) {
    const Netns newer = parse("ip/addr-6.1.json");
    const Netns older = parse("ip/addr-5.15.json");
    ASSERT_EQ(older.links.size(), 3U);
    for (std::size_t i = 0; i < older.links.size(); ++i) {
        EXPECT_EQ(older.links[i], newer.links[i]);
    }
}

TEST(Links, AreReadWithoutDetailsToo) {
    const Netns plain = parse("ip/addr-plain-6.1.json");
    EXPECT_EQ(plain.links.size(), parse("ip/addr-6.1.json").links.size());
    EXPECT_EQ(plain.findLink("br0")->addresses.at(0).text(), "192.168.1.1/24");
}

TEST(Links, OfEmptyOutputAreNone) {
    EXPECT_TRUE(parseLinks("").value().empty());
    EXPECT_TRUE(parseLinks(" \n").value().empty());
    EXPECT_TRUE(parseLinks("[]").value().empty());
    EXPECT_TRUE(parseLinks("[{},{}]").value().empty());
}

TEST(Links, AreErrorsWhenTheOutputIsNotAListOfThem) {
    for (const char* const text : {"[", "[ ", "{}", "null", "[1]", "[[]]",
                                   "[{\"ifname\":", "Device \"nope\" does not exist.\n", "\xff\xfe"}) {
        const auto links = parseLinks(text);
        ASSERT_FALSE(links) << text;
        EXPECT_EQ(links.error().kind, ErrorKind::InvalidInput);
        EXPECT_THAT(links.error().message, HasSubstr("ip -j addr show"));
    }
}

TEST(Links, SurviveFieldsOfOtherTypes) {
    const auto links = parseLinks(
        R"([{"ifindex":"x","ifname":"a","flags":7,"mtu":1e300,"linkinfo":[],"addr_info":{"local":"1.2.3.4"}},{"ifname":5},
            {"ifname":"b","addr_info":[5,null,{"local":"1.2.3.4","prefixlen":"24"}],"flags":[1,"UP"]}])");
    ASSERT_TRUE(links);
    ASSERT_EQ(links->size(), 2U);
    EXPECT_EQ(links->at(0).index, 0);
    EXPECT_TRUE(links->at(0).addresses.empty());
    EXPECT_TRUE(links->at(1).up);
    EXPECT_EQ(links->at(1).addresses.at(0).text(), "1.2.3.4/0");
}

}  // namespace
}  // namespace podwire::netstate
