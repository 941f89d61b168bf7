// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/nft_trace.h"

#include <gtest/gtest.h>

#include "core/netfilter/rule.h"
#include "core/trace/rule_handles.h"
#include "core/trace/tracing.h"
#include "tests/support/fixture.h"

namespace podwire::trace {
namespace {

using podwire::testing::fixture;
using Kind = TraceEvent::Kind;

TEST(NftTrace, ReadsAPacket) {
    const auto event = parseTraceLine(
        "trace id d8b32018 ip nat OUTPUT packet: iif \"br0\" oif \"ens3\" ip saddr 10.30.45.200 ip daddr "
        "10.96.1.100 "
        "ip dscp cs0 ip ecn not-ect ip ttl 63 ip id 51472 ip length 60 tcp sport 40111 tcp dport 8080 tcp "
        "flags == "
        "syn tcp window 64240 ");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, Kind::Packet);
    EXPECT_EQ(event->id, "d8b32018");
    EXPECT_EQ(event->table, "ip nat");
    EXPECT_EQ(event->chain, "OUTPUT");
    EXPECT_EQ(event->in, "br0");
    EXPECT_EQ(event->out, "ens3");
    EXPECT_EQ(event->ends.source, netfilter::parseAddress("10.30.45.200"));
    EXPECT_EQ(event->ends.destination, netfilter::parseAddress("10.96.1.100"));
    EXPECT_EQ(event->ends.sourcePort, netfilter::onePort(40111));
    EXPECT_EQ(event->ends.destinationPort, netfilter::onePort(8080));
    EXPECT_EQ(event->timeToLive, 63);
    EXPECT_EQ(event->ipId, 51472);
}

TEST(NftTrace, ReadsRulesVerdictsAndPolicies) {
    auto event = parseTraceLine(
        "trace id 1 ip nat OUTPUT rule ip daddr 10.96.1.100 counter packets 0 bytes 0 dnat to "
        "192.168.1.10:80 "
        "# handle 6 (verdict accept)");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, Kind::Rule);
    EXPECT_EQ(event->handle, 6u);
    EXPECT_EQ(event->verdict, "accept");
    EXPECT_EQ(event->rule, "ip daddr 10.96.1.100 counter packets 0 bytes 0 dnat to 192.168.1.10:80");
    event = parseTraceLine(
        "trace id 1 ip nat OUTPUT rule comment \"(verdict drop) # handle 9\" jump A # handle 12 "
        "(verdict jump A)");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->handle, 12u);
    EXPECT_EQ(event->verdict, "jump A");
    event = parseTraceLine("trace id 1 ip nat A rule counter (verdict continue)");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->handle, 0u);
    event = parseTraceLine("trace id 1 inet guard forward policy drop ");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, Kind::Policy);
    EXPECT_EQ(event->table, "inet guard");
    EXPECT_EQ(event->verdict, "drop");
    event = parseTraceLine("trace id 1 ip nat A verdict return ");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, Kind::Verdict);
}

TEST(NftTrace, OtherLinesAreNoEvents) {
    for (const char* line : {"", "trace", "trace id", "trace id 1 ip nat", "# ERROR: cannot read",
                             "trace id 1 ip nat A rule drop", "trace id 1 ip nat A policy",
                             "trace id 1 ip nat A unknown x", "add table ip x"}) {
        EXPECT_FALSE(parseTraceLine(line)) << line;
    }
}

TEST(NftTrace, NoCutOrByteMakesItFall) {
    const std::string whole = fixture("trace/node1.trace");
    EXPECT_FALSE(parseTracing("node1", whole)->namespaces.front().events.empty());
    for (std::size_t i = 0; i < whole.size(); i += 7) {
        (void)parseTrace(whole.substr(i));
        (void)parseTracing("node1", whole.substr(0, i) + "\n\036end\n");
        std::string other = whole;
        other[i] = static_cast<char>(other[i] ^ 0x33);
        (void)parseTracing("node1", other);
    }
}

TEST(RuleHandles, FollowTheChains) {
    const auto handles = RuleHandles::parse(
        "table ip nat { # handle 2\n\tset s { # handle 9\n\t\ttype ipv4_addr\n\t}\n\tchain OUTPUT { # handle "
        "3\n"
        "\t\ttype nat hook output priority -100; policy accept;\n\t\tip daddr 1.2.3.4 accept # handle 7\n"
        "\t\tcounter comment \"a # handle 5\" # handle 4\n\t}\n}\n");
    EXPECT_EQ(handles.sizeOf("ip nat", "OUTPUT"), 2u);
    EXPECT_EQ(handles.indexOf("ip nat", "OUTPUT", 7), 0u);
    EXPECT_EQ(handles.indexOf("ip nat", "OUTPUT", 4), 1u);
    EXPECT_EQ(handles.indexOf("ip nat", "OUTPUT", 5), std::nullopt);
    EXPECT_EQ(handles.indexOf("ip nat", "INPUT", 7), std::nullopt);
    EXPECT_EQ(handles.sizeOf("ip filter", "OUTPUT"), 0u);
}

TEST(Tracing, ReadsWhatTheClientSays) {
    EXPECT_EQ(parseClientPort("port 40111\n"), 40111);
    EXPECT_EQ(parseClientPort("port x\n"), 0);
    const auto result = parseRequestResult("port 40111\nresult answered 192.168.1.10\n");
    EXPECT_EQ(result.kind, "answered");
    EXPECT_EQ(result.server, "192.168.1.10");
    EXPECT_EQ(parseRequestResult("result timeout -\n").server, "");
    EXPECT_EQ(parseRequestResult("port 40111\n").kind, "");
    EXPECT_FALSE(parseTracing("node1", "ready\n"));
}

}  // namespace
}  // namespace podwire::trace
