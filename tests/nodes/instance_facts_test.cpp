// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/instance_facts.h"

#include <gmock/gmock.h>

#include "core/nodes/cloud_init.h"

namespace podwire::nodes {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(InstanceFacts, TakesHostKeysAndAddresses) {
    const auto facts =
        parseFacts("x",
                   "ecdsa-sha2-nistp256 AAAAE2 root@x\nssh-ed25519 AAAAC3 root@x\n"
                   "2: ens3    inet 10.7.0.5/24 metric 100 brd 10.7.0.255 scope global dynamic ens3\\  "
                   "valid_lft 3000sec preferred_lft 3000sec\n"
                   "4: br0    inet 192.168.1.1/24 scope global br0\\       valid_lft forever\n");
    ASSERT_TRUE(facts) << facts.error().text();
    EXPECT_THAT(facts->hostKeys, ElementsAre("ecdsa-sha2-nistp256 AAAAE2", "ssh-ed25519 AAAAC3"));
    EXPECT_EQ(facts->interfaceOf("10.7.0.5"), "ens3");
    EXPECT_EQ(facts->interfaceOf("192.168.1.1"), "br0");
    EXPECT_EQ(facts->interfaceOf("10.7.0.6"), "");
}

TEST(InstanceFacts, NeverGoesWithoutHostKeys) {
    EXPECT_EQ(parseFacts("x", "2: ens3    inet 10.7.0.5/24 scope global ens3\n").error().kind,
              ErrorKind::InvalidInput);
    EXPECT_EQ(parseFacts("x", "ssh-ed25519 AAAA root@x\n").error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(parseFacts("x", "").error().kind, ErrorKind::InvalidInput);
}

TEST(CloudInit, NamesTheMachineAndLetsTheKeyIn) {
    const std::string text = cloudInit({"node1", "ssh-ed25519 AAAA \"quoted\"", {}, {}});
    EXPECT_THAT(text, StartsWith("#cloud-config\n{"));
    EXPECT_THAT(text, HasSubstr(R"("hostname": "node1")"));
    EXPECT_THAT(text, HasSubstr(R"(AAAA \"quoted\")"));
    EXPECT_THAT(text, HasSubstr("conntrack"));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("netplan")));
}

TEST(CloudInit, GivesTheChaptersAddressOnANetworkOfItsOwn) {
    const std::string text = cloudInit({"node1", "k", "52:54:00:1e:2d:64", "10.30.45.100/24"});
    EXPECT_THAT(text, HasSubstr("/etc/netplan/60-podwire.yaml"));
    EXPECT_THAT(text, HasSubstr("10.30.45.100/24"));
    EXPECT_THAT(text, HasSubstr("52:54:00:1e:2d:64"));
    EXPECT_THAT(text, HasSubstr("apply"));
}

}  // namespace
}  // namespace podwire::nodes
