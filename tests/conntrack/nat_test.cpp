// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/nat.h"

#include <gtest/gtest.h>

#include "tests/conntrack/lines.h"

namespace podwire::conntrack {
namespace {

using testing::flowOf;

TEST(NatTest, BothAtOnceAreToldInPlainWords) {
    const Flow flow = flowOf(
        "tcp 6 119 ESTABLISHED src=10.30.45.1 dst=10.96.1.100 sport=5132 dport=8080 src=192.168.1.10 "
        "dst=10.30.45.100 sport=80 dport=5132 [ASSURED]");
    EXPECT_EQ(natOf(flow), (Nat{true, true}));
    EXPECT_EQ(natWords(flow),
              "10.96.1.100:8080 → 192.168.1.10:80 (DNAT); source rewritten to 10.30.45.100 (SNAT)");
}

TEST(NatTest, ARewrittenPortIsNamed) {
    EXPECT_EQ(natWords(flowOf("udp 17 9 src=10.0.0.1 dst=10.0.0.2 sport=5 dport=53 src=10.0.0.2 "
                              "dst=10.0.0.9 sport=53 dport=1024")),
              "source rewritten to 10.0.0.9:1024 (SNAT)");
    EXPECT_EQ(natWords(flowOf("udp 17 9 src=10.0.0.1 dst=10.0.0.2 sport=5 dport=53 src=10.0.0.2 "
                              "dst=10.0.0.1 sport=53 dport=1024")),
              "source port rewritten to 1024 (SNAT)");
    EXPECT_EQ(natWords(flowOf("tcp 6 9 CLOSE src=10.0.0.1 dst=10.0.0.2 sport=5 dport=53 src=10.0.0.2 "
                              "dst=10.0.0.1 sport=5353 dport=5")),
              "10.0.0.2:53 → 10.0.0.2:5353 (DNAT)");
}

TEST(NatTest, NoTranslationHasNoWords) {
    const Flow flow = flowOf(
        "icmp 1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=7 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 "
        "id=9");
    EXPECT_EQ(natOf(flow), Nat{});
    EXPECT_EQ(natWords(flow), "");
    EXPECT_EQ(tupleText(flow.protocol, flow.original), "10.0.0.1 → 10.0.0.2, echo request, id 7");
    EXPECT_EQ(tupleText(flow.protocol, flow.reply), "10.0.0.2 → 10.0.0.1, echo reply, id 9");
}

TEST(NatTest, ATupleIsWrittenWithItsPorts) {
    const Flow flow = flowOf(testing::kTranslated);
    EXPECT_EQ(tupleText(flow.protocol, flow.original), "10.30.45.1:51320 → 10.30.45.100:30080");
}

}  // namespace
}  // namespace podwire::conntrack
