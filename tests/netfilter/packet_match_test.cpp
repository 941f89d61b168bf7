// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/packet_match.h"

#include <gtest/gtest.h>

#include "tests/support/rules.h"

namespace podwire::netfilter {
namespace {

using test::ruleOf;

/// What node1 sees at FORWARD of a request of node2 for the Service, sent on to pod1b.
Packet request() {
    Packet packet;
    packet.source = parseAddress("10.30.45.200");
    packet.destination = parseAddress("192.168.1.20");
    packet.sourcePort = kClientPorts;
    packet.destinationPort = onePort(80);
    packet.in = "ens3";
    packet.out = "br0";
    packet.mark = 0x4002;
    packet.original = packet;
    packet.original.destination = parseAddress("10.96.1.100");
    packet.original.destinationPort = onePort(8080);
    packet.reply = Endpoints(packet).reversed();
    packet.isDestinationNat = true;
    packet.sourceType = "UNICAST";
    return packet;
}

struct FitCase {
    const char* rule;
    Answer answer;
    const char* reason = "";
};

class RuleMeetsPacket : public ::testing::TestWithParam<FitCase> {};

TEST_P(RuleMeetsPacket, AsTheKernelWouldSay) {
    const Rule rule = ruleOf(GetParam().rule);
    const RuleFit found = fit(rule, request());
    EXPECT_EQ(found.answer, GetParam().answer) << GetParam().rule;
    EXPECT_EQ(found.chance, 1) << GetParam().rule;
    const auto reason = reasonOf(rule, request(), found);
    EXPECT_EQ(reason ? reason->text() : "", GetParam().reason) << GetParam().rule;
}

INSTANTIATE_TEST_SUITE_P(
    OwnOptions, RuleMeetsPacket,
    ::testing::Values(
        FitCase{"-A FORWARD -j DROP", Answer::Yes}, FitCase{"-A FORWARD -p tcp -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -p udp -j DROP", Answer::No, "protocol tcp is not udp"},
        FitCase{"-A FORWARD ! -p udp -j DROP", Answer::Yes},
        FitCase{"-A FORWARD ! -p tcp -j DROP", Answer::No, "protocol tcp is tcp, which the rule excludes"},
        FitCase{"-A FORWARD -d 192.168.1.0/24 -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -d 10.0.0.0/8 -j DROP", Answer::No, "destination 192.168.1.20 is not 10.0.0.0/8"},
        FitCase{"-A FORWARD ! -d 192.168.1.0/24 -j DROP", Answer::No,
                "destination 192.168.1.20 is 192.168.1.0/24, which the rule excludes"},
        FitCase{"-A FORWARD -s 10.30.45.1/32 -j DROP", Answer::No, "source 10.30.45.200 is not 10.30.45.1"},
        FitCase{"-A FORWARD ! -s 10.30.45.1/32 -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -i ens+ -o br0 -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -o docker0 -j DROP", Answer::No, "outgoing device br0 is not docker0"},
        FitCase{"-A FORWARD ! -i lo -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -f -j DROP", Answer::No, "the packet is not a later fragment"},
        FitCase{"-A FORWARD ! -f -j DROP", Answer::Yes}));

INSTANTIATE_TEST_SUITE_P(
    Ports, RuleMeetsPacket,
    ::testing::Values(FitCase{"-A FORWARD -p tcp -m tcp --dport 80 -j DROP", Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp -j DROP", Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --dport 81:90 -j DROP", Answer::No,
                              "destination port 80 is not 81:90"},
                      FitCase{"-A FORWARD -p tcp -m tcp ! --dport 22 -j DROP", Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --sport 80 -j DROP", Answer::No,
                              "source port 32768 to 60999 is not 80"},
                      FitCase{"-A FORWARD -p tcp -m tcp --sport 1024:65535 -j DROP", Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --sport 40000:50000 -j DROP", Answer::Unknown,
                              "source port is not known well enough to tell whether it is 40000:50000"},
                      FitCase{"-A FORWARD -p tcp -m tcp ! --sport 40000 -j DROP", Answer::Unknown,
                              "source port is not known well enough to tell whether it is not 40000"},
                      FitCase{"-A FORWARD -p tcp -m multiport --dports 22,80,443 -j DROP", Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m multiport --dports 22,443 -j DROP", Answer::No,
                              "destination port 80 is not 22,443"},
                      FitCase{"-A FORWARD -p tcp -m multiport ! --dports 22,443 -j DROP", Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m multiport --ports 80,8080:8090 -j DROP", Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m multiport --ports 22 -j DROP", Answer::No,
                              "port 32768 to 60999 or 80 is not 22"},
                      FitCase{"-A FORWARD -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP",
                              Answer::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --tcp-flags SYN,ACK SYN,ACK -j DROP", Answer::No,
                              "TCP flags SYN is not SYN,ACK SYN,ACK"}));

INSTANTIATE_TEST_SUITE_P(
    Modules, RuleMeetsPacket,
    ::testing::Values(
        FitCase{"-A FORWARD -m conntrack --ctstate NEW -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m nfacct --nfacct-name localhost_nps_accepted_pkts -j ACCEPT", Answer::Yes},
        FitCase{"-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", Answer::No,
                "conntrack state NEW is not RELATED,ESTABLISHED"},
        FitCase{"-A FORWARD -m conntrack --ctstate DNAT -j ACCEPT", Answer::Yes},
        FitCase{"-A FORWARD -m conntrack --ctstate SNAT -j ACCEPT", Answer::No,
                "conntrack state NEW is not SNAT"},
        FitCase{"-A FORWARD -m conntrack ! --ctstate INVALID -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m conntrack --ctorigdst 10.96.1.100 --ctorigdstport 8080 -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m conntrack --ctorigdst 10.30.45.100 -j DROP", Answer::No,
                "original destination 10.96.1.100 is not 10.30.45.100"},
        FitCase{"-A FORWARD -m conntrack --ctreplsrc 192.168.1.0/24 -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m conntrack --ctdir REPLY -j DROP", Answer::No,
                "conntrack direction ORIGINAL is not REPLY"},
        FitCase{"-A FORWARD -m mark --mark 0x4000/0x4000 -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m mark ! --mark 0x4000/0x4000 -j RETURN", Answer::No,
                "mark 0x4002 is 0x4000/0x4000, which the rule excludes"},
        FitCase{"-A FORWARD -m mark --mark 0x4000 -j DROP", Answer::No, "mark 0x4002 is not 0x4000"},
        FitCase{"-A FORWARD -m addrtype --src-type LOCAL -j DROP", Answer::No,
                "type of the source UNICAST is not LOCAL"},
        FitCase{"-A FORWARD -m addrtype ! --src-type LOCAL -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m addrtype --dst-type LOCAL -j DROP", Answer::Unknown,
                "type of the destination is not known well enough to tell whether it is LOCAL"},
        FitCase{"-A FORWARD -m addrtype --src-type UNICAST --limit-iface-in -j DROP", Answer::Unknown,
                "the rules alone do not tell what -m addrtype says"},
        FitCase{"-A FORWARD -m iprange --dst-range 192.168.1.10-192.168.1.20 -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m iprange ! --dst-range 192.168.1.10-192.168.1.20 -j DROP", Answer::No,
                "destination 192.168.1.20 is 192.168.1.10-192.168.1.20, which the rule excludes"},
        FitCase{"-A FORWARD -m comment --comment \"a b\" -j DROP", Answer::Yes},
        FitCase{"-A FORWARD -m limit --limit 5/sec -j DROP", Answer::Unknown,
                "the rules alone do not tell what -m limit says"},
        FitCase{"-A FORWARD -m socket -j DROP", Answer::Unknown,
                "the rules alone do not tell what -m socket says"},
        FitCase{"-A FORWARD -p udp -m limit --limit 5/sec -j DROP", Answer::No, "protocol tcp is not udp"},
        FitCase{"-A FORWARD -m limit --limit 5/sec -m mark --mark 0x1 -j DROP", Answer::No,
                "mark 0x4002 is not 0x1"}));

TEST(RuleMeetsPacket, WhatIsNotKnownOfThePacketIsNotGuessed) {
    const Packet nothing;
    for (const char* rule : {"-A FORWARD -s 10.0.0.0/8 -j DROP", "-A FORWARD ! -d 10.0.0.1/32 -j DROP",
                             "-A FORWARD -i eth0 -j DROP", "-A FORWARD ! -o eth0 -j DROP",
                             "-A FORWARD -p tcp -m tcp --dport 80 -j DROP",
                             "-A FORWARD -m conntrack --ctorigdst 10.0.0.1 -j DROP"}) {
        EXPECT_EQ(fit(ruleOf(rule), nothing).answer, Answer::Unknown) << rule;
    }
}

TEST(RuleMeetsPacket, AnOptionOfNoKnownModuleIsNamed) {
    const Rule rule = ruleOf("-A FORWARD --fancy 1 -j DROP");
    const RuleFit found = fit(rule, request());
    EXPECT_EQ(found.answer, Answer::Unknown);
    EXPECT_EQ(reasonOf(rule, request(), found)->text(), "the rules alone do not tell what --fancy says");
}

TEST(RuleMeetsPacket, ADeviceThatThePacketDoesNotHaveIsNoDevice) {
    Packet packet = request();
    packet.out = "";
    const Rule rule = ruleOf("-A FORWARD -o br0 -j DROP");
    const RuleFit found = fit(rule, packet);
    EXPECT_EQ(found.answer, Answer::No);
    EXPECT_EQ(reasonOf(rule, packet, found)->text(),
              "the packet has no outgoing device, the rule asks for br0");
    EXPECT_EQ(fit(ruleOf("-A FORWARD ! -o br0 -j DROP"), packet).answer, Answer::Yes);
}

TEST(RuleMeetsPacket, StatisticsMatchWithTheirChance) {
    const auto chance = [](const char* words) {
        const RuleFit found =
            fit(ruleOf("-A MINE -m statistic " + std::string(words) + " -j DROP"), request());
        EXPECT_EQ(found.answer, Answer::Yes);
        return found.chance;
    };
    EXPECT_NEAR(chance("--mode random --probability 0.33000000007"), 0.33, 1e-9);
    EXPECT_NEAR(chance("--mode random ! --probability 0.25000000000"), 0.75, 1e-9);
    EXPECT_DOUBLE_EQ(chance("--mode nth --every 3 --packet 0"), 1.0 / 3);
    EXPECT_DOUBLE_EQ(chance("--mode nth ! --every 4 --packet 1"), 0.75);
}

TEST(RuleMeetsPacket, AStatisticOfProbability0NeverMatches) {
    const Rule rule = ruleOf("-A MINE -m statistic --mode random --probability 0.00000000000 -j DROP");
    const RuleFit found = fit(rule, request());
    EXPECT_EQ(found.answer, Answer::No);
    EXPECT_EQ(reasonOf(rule, request(), found)->text(), "its probability is 0");
}

}  // namespace
}  // namespace podwire::netfilter
