// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/packet.h"

#include <gtest/gtest.h>

#include "tests/support/rules.h"

namespace podwire::doctor {
namespace {

using test::ruleOf;

Packet request() {
    Packet packet;
    packet.source = netfilter::parseAddress("10.30.45.200");
    packet.destination = netfilter::parseAddress("192.168.1.20");
    packet.destinationPort = 80;
    packet.in = "ens3";
    packet.out = "br0";
    return packet;
}

struct FitCase {
    const char* rule;
    Fit fit;
};

class FitsPacket : public ::testing::TestWithParam<FitCase> {};

TEST_P(FitsPacket, AsTheKernelWould) {
    EXPECT_EQ(fits(ruleOf(GetParam().rule), request()), GetParam().fit) << GetParam().rule;
}

INSTANTIATE_TEST_SUITE_P(
    Rules, FitsPacket,
    ::testing::Values(FitCase{"-A FORWARD -j DROP", Fit::Yes}, FitCase{"-A FORWARD -p tcp -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -p udp -j DROP", Fit::No},
                      FitCase{"-A FORWARD ! -p udp -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -d 192.168.1.0/24 -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD ! -d 192.168.1.0/24 -j DROP", Fit::No},
                      FitCase{"-A FORWARD -s 10.30.45.1/32 -j DROP", Fit::No},
                      FitCase{"-A FORWARD -i ens+ -o br0 -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -o docker0 -j DROP", Fit::No},
                      FitCase{"-A FORWARD -p tcp -m tcp --dport 80 -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --dport 81:90 -j DROP", Fit::No},
                      FitCase{"-A FORWARD -p tcp -m tcp ! --dport 22 -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --sport 80 -j DROP", Fit::No},
                      FitCase{"-A FORWARD -p tcp -m tcp --sport 1024:65535 -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --sport 40000:50000 -j DROP", Fit::Perhaps},
                      FitCase{"-A FORWARD -p tcp -m tcp ! --sport 22 -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -p tcp -m multiport --dports 22,80,443 -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -p tcp -m multiport --dports 22,443 -j DROP", Fit::No},
                      FitCase{"-A FORWARD -m conntrack --ctstate NEW -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", Fit::No},
                      FitCase{"-A FORWARD -m conntrack --ctstate DNAT -j ACCEPT", Fit::Perhaps},
                      FitCase{"-A FORWARD -m conntrack ! --ctstate INVALID -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -m addrtype --dst-type LOCAL -j DROP", Fit::No},
                      FitCase{"-A FORWARD -m comment --comment \"a b\" -j DROP", Fit::Yes},
                      FitCase{"-A FORWARD -m limit --limit 5/sec -j DROP", Fit::Perhaps},
                      FitCase{"-A FORWARD -f -j DROP", Fit::No}));

TEST(Fits, TellsRequestsFromAnswers) {
    Packet answer = request();
    answer.isReply = true;
    EXPECT_EQ(fits(ruleOf("-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j DROP"), answer),
              Fit::Yes);
    EXPECT_EQ(fits(ruleOf("-A FORWARD -m state --state NEW -j DROP"), answer), Fit::No);
}

TEST(Fits, WhatIsNotKnownFitsPerhaps) {
    Packet packet = request();
    packet.source.reset();
    packet.out.reset();
    EXPECT_EQ(fits(ruleOf("-A FORWARD -s 10.0.0.0/8 -j DROP"), packet), Fit::Perhaps);
    EXPECT_EQ(fits(ruleOf("-A FORWARD ! -o br0 -j DROP"), packet), Fit::Perhaps);
    EXPECT_EQ(fits(ruleOf("-A FORWARD -s 10.0.0.0/8 -p udp -j DROP"), packet), Fit::No);
}

struct CoverCase {
    const char* outer;
    bool covers;
    bool apart;
};

class CoversRule : public ::testing::TestWithParam<CoverCase> {
protected:
    const netfilter::Rule inner_ = ruleOf(
        "-A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m statistic --mode "
        "random --probability 0.33 -m comment --comment x -j ACCEPT");
};

TEST_P(CoversRule, OnlyWhenEveryPacketIsTaken) {
    const netfilter::Rule outer = ruleOf(GetParam().outer);
    EXPECT_EQ(covers(outer, inner_), GetParam().covers) << GetParam().outer;
    EXPECT_EQ(areApart(outer, inner_), GetParam().apart) << GetParam().outer;
}

INSTANTIATE_TEST_SUITE_P(
    Rules, CoversRule,
    ::testing::Values(
        CoverCase{"-A OUTPUT -j ACCEPT", true, false},
        CoverCase{"-A OUTPUT -d 10.96.0.0/16 -j ACCEPT", true, false},
        CoverCase{"-A OUTPUT ! -d 10.97.0.0/16 -j ACCEPT", true, false},
        CoverCase{"-A OUTPUT ! -d 10.96.0.0/16 -j ACCEPT", false, true},
        CoverCase{"-A OUTPUT -p tcp -j ACCEPT", true, false},
        CoverCase{"-A OUTPUT -p udp -j ACCEPT", false, true},
        CoverCase{"-A OUTPUT -p tcp -m tcp --dport 8000:9000 -j ACCEPT", true, false},
        CoverCase{"-A OUTPUT -p tcp -m multiport --dports 80,8080 -j ACCEPT", true, false},
        CoverCase{"-A OUTPUT -p tcp -m tcp --dport 9090 -j ACCEPT", false, true},
        CoverCase{"-A OUTPUT -s 10.30.45.0/24 -j ACCEPT", false, false},
        CoverCase{"-A OUTPUT -o ens3 -j ACCEPT", false, false},
        CoverCase{"-A OUTPUT -d 10.96.1.100/32 -m statistic --mode random --probability 0.33 -j ACCEPT", true,
                  false},
        CoverCase{"-A OUTPUT -m statistic --mode random --probability 0.5 -j ACCEPT", false, false},
        CoverCase{"-A OUTPUT -m comment --comment all -j ACCEPT", true, false},
        CoverCase{"-A OUTPUT -d 10.96.1.101/32 -j ACCEPT", false, true}));

}  // namespace
}  // namespace podwire::doctor
