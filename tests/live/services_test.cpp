// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/services.h"

#include <gtest/gtest.h>

#include "tests/support/kube_ruleset.h"

namespace podwire::live {
namespace {

std::vector<ServiceAddress> read(const std::string& nat) {
    return serviceAddresses(
        netfilter::parseSave("*nat\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n" + nat + "COMMIT\n")
            .value());
}

TEST(ServiceAddresses, AreWhatSingleRulesTranslate) {
    const auto all = read(
        "-A PREROUTING -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination "
        "192.168.1.10:80\n"
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.1.10:80\n"
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 192.168.2.20:80\n"
        "-A OUTPUT -d 10.96.1.10/32 -p udp -m udp --dport 53 -j DNAT --to-destination 10.30.45.100:1053\n");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], (ServiceAddress{"10.96.1.100", "8080", "tcp", {"192.168.1.10", "192.168.2.20"}}));
    EXPECT_EQ(all[1].text(), "10.96.1.10:53");
}

TEST(ServiceAddresses, AreFoundBehindJumps) {
    const auto all = serviceAddresses(netfilter::parseSave(testing::kubeRuleset(3)).value());
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].backends.size(), 3U);
}

TEST(ServiceAddresses, AreNotPrefixesOrOtherTargets) {
    EXPECT_TRUE(read("-A OUTPUT -d 10.96.0.0/16 -p tcp -j DNAT --to-destination 192.168.1.10\n"
                     "-A OUTPUT ! -d 10.96.1.1/32 -p tcp -j DNAT --to-destination 192.168.1.10\n"
                     "-A OUTPUT -d 10.96.1.1/32 -j ACCEPT\n-A OUTPUT -d 10.96.1.1/32\n")
                    .empty());
    EXPECT_TRUE(serviceAddresses({}).empty());
}

TEST(ServiceAddresses, ChainsThatJumpInACircleEnd) {
    EXPECT_TRUE(read(":A - [0:0]\n:B - [0:0]\n-A OUTPUT -j A\n-A A -j B\n-A B -j A\n"
                     "-A A -d 1.2.3.4/32 -j B\n")
                    .empty());
}

}  // namespace
}  // namespace podwire::live
