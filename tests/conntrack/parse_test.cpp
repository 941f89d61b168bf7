// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "core/conntrack/parse.h"
#include "tests/conntrack/lines.h"
#include "tests/support/fixture.h"

namespace podwire::conntrack {
namespace {

using testing::eventOf;
using testing::flowOf;

std::vector<std::string> linesOf(const std::string& name) {
    std::vector<std::string> lines;
    LineCutter cutter;
    cutter.feed(podwire::testing::fixture("conntrack/" + name),
                [&](std::string_view line) { lines.emplace_back(line); });
    return lines;
}

TEST(ParseTest, AListedLineGivesAllItsFields) {
    const Event event = eventOf(testing::kTranslated);
    const Flow& flow = event.flow;
    EXPECT_EQ(event.kind, Event::Kind::Listed);
    EXPECT_EQ(event.when, 0);
    EXPECT_EQ(flow.protocol, kTcp);
    EXPECT_EQ(flow.timeout, 119U);
    EXPECT_EQ(flow.state, TcpState::TimeWait);
    EXPECT_EQ(flow.original, (Tuple{0x0a1e2d01, 0x0a1e2d64, 51320, 30080, 0, 0, 0}));
    EXPECT_EQ(flow.reply, (Tuple{0xc0a8010a, 0xc0a80101, 80, 51320, 0, 0, 0}));
    EXPECT_EQ(flow.sent, (Counters{3, 182}));
    EXPECT_EQ(flow.answered, (Counters{5, 405}));
    EXPECT_EQ(flow.flags, kAssured | kHasCounters);
    EXPECT_EQ(flow.mark, 7U);
    EXPECT_EQ(flow.zone, 2U);
    EXPECT_EQ(flow.id, 1273992345U);
}

TEST(ParseTest, AnEventHasItsTimeAndKind) {
    const Event event = eventOf(
        "[1795441098.779229]\t    [NEW] ipv4     2 tcp      6 120 SYN_SENT src=10.30.45.200 dst=192.168.1.10 "
        "sport=45016 dport=80 [UNREPLIED] src=192.168.1.10 dst=192.168.1.1 sport=80 dport=45016 "
        "id=3309328745");
    EXPECT_EQ(event.kind, Event::Kind::New);
    EXPECT_EQ(event.when, 1795441098779229);
    EXPECT_EQ(event.flow.flags, kUnreplied);
    EXPECT_EQ(event.flow.state, TcpState::SynSent);
    EXPECT_EQ(event.flow.id, 3309328745U);
}

TEST(ParseTest, EachDirectionOfIcmpHasAnIdThatIsNotTheFlows) {
    const Flow flow = flowOf(
        "ipv4     2 icmp     1 29 src=10.98.1.2 dst=10.98.2.2 type=8 code=0 id=4242 src=10.98.2.2 "
        "dst=10.98.2.1 type=0 code=0 id=57374 mark=0 use=1 id=1283831376");
    EXPECT_EQ(flow.original.icmpId, 4242);
    EXPECT_EQ(flow.original.icmpType, 8);
    EXPECT_EQ(flow.reply.icmpId, 57374);
    EXPECT_EQ(flow.id, 1283831376U);
    EXPECT_EQ(flow.state, TcpState::None);
    EXPECT_EQ(stateWord(flow), "");
}

TEST(ParseTest, ADestroyMayLackItsTimeoutAndHaveTimesWithSpaces) {
    const Event event = eventOf(
        "[1795384753.232542]\t[DESTROY] ipv4     2 udp      17 src=10.98.1.2 dst=10.96.0.10 sport=36846 "
        "dport=53 packets=5 bytes=268 [UNREPLIED] src=10.98.2.2 dst=10.98.2.1 sport=5353 dport=18108 "
        "packets=0 bytes=0 delta-time=0 [start=Sun Nov 22 21:59:13 2026] [stop=Sun Nov 22 21:59:13 2026] "
        "id=4068818827 [USERSPACE] portid=2589414036");
    EXPECT_EQ(event.kind, Event::Kind::Destroy);
    EXPECT_EQ(event.flow.timeout, 0U);
    EXPECT_EQ(event.flow.id, 4068818827U);
    EXPECT_EQ(event.flow.sent.bytes, 268U);
    EXPECT_TRUE(event.flow.has(kHasCounters));
}

TEST(ParseTest, AnOffloadedFlowHasNoTimeout) {
    const Flow flow = flowOf(
        "tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 "
        "[OFFLOAD] mark=0 zone-orig=5 use=2");
    EXPECT_TRUE(flow.has(kOffload));
    EXPECT_EQ(flow.zone, 5);
    EXPECT_EQ(flow.id, 0U);
}

TEST(ParseTest, AProtocolWithoutANameIsKeptByItsNumber) {
    const Flow flow =
        flowOf("unknown  2 596 src=192.168.1.1 dst=224.0.0.22 [UNREPLIED] src=224.0.0.22 dst=192.168.1.1");
    EXPECT_EQ(flow.protocol, 2);
    EXPECT_EQ(protocolName(flow.protocol), "igmp");
    EXPECT_EQ(stateWord(flow), "UNREPLIED");
}

TEST(ParseTest, StatesOfSctpAreOtherStates) {
    const Flow flow = flowOf(
        "sctp     132 9 COOKIE_WAIT src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 "
        "sport=2 dport=1");
    EXPECT_EQ(flow.state, TcpState::Other);
}

TEST(ParseTest, WhatIsNoConnectionIsUnreadable) {
    Event event;
    for (const char* line :
         {"", " ", "[", "[]", "[NEW]", "[1.2]\t[NEW]", "tcp", "tcp 6", "tcp 6 120 SYN_SENT",
          "tcp 6 1 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2",
          "tcp 6 1 src=10.0.0.1 src=10.0.0.2 dst=1.1.1.1",
          "tcp 6 1 src=10.0.0.1 dst=10.0.0.2 sport=70000 dport=2 src=10.0.0.2 dst=10.0.0.1",
          "tcp 6 1 src=10.0.0.1 dst=10.0.0.256 src=10.0.0.2 dst=10.0.0.1",
          "tcp 6 1 src=10.0.0.1. dst=10.0.0.2 src=10.0.0.2 dst=10.0.0.1",
          "tcp 6 1 src=1.1.1.1 dst=1.1.1.1 src=1.1.1.1 dst=1.1.1.1 src=1.1.1.1 dst=1.1.1.1",
          "tcp 600 1 src=10.0.0.1 dst=10.0.0.2 src=10.0.0.2 dst=10.0.0.1",
          "conntrack v1.4.7 (conntrack-tools): 33 flow events have been shown."}) {
        EXPECT_EQ(parseLine(line, event), LineKind::Unreadable) << line;
    }
}

TEST(ParseTest, EveryCapturedLineIsRead) {
    const std::map<std::string, std::size_t> captured{{"events_1.4.7.txt", 44},
                                                      {"events_plain_1.4.7.txt", 44},
                                                      {"list_1.4.7.txt", 9},
                                                      {"list_plain_1.4.7.txt", 10}};
    for (const auto& [name, count] : captured) {
        const auto lines = linesOf(name);
        EXPECT_EQ(lines.size(), count);
        for (const std::string& line : lines) {
            Event event;
            const bool other = line.find("::1") != std::string::npos;
            EXPECT_EQ(parseLine(line, event), other ? LineKind::OtherFamily : LineKind::Event) << line;
        }
    }
}

/// The same connections, told twice: with and without the columns of `extended`, `id` and `timestamp`.
TEST(ParseTest, TheOutputOptionsChangeNothingButWhatTheyAdd) {
    const auto full = linesOf("events_1.4.7.txt");
    const auto plain = linesOf("events_plain_1.4.7.txt");
    ASSERT_EQ(full.size(), plain.size());
    for (std::size_t i = 0; i < full.size(); ++i) {
        Event one;
        Event two;
        ASSERT_EQ(parseLine(full[i], one), parseLine(plain[i], two)) << full[i];
        if (full[i].find("::1") != std::string::npos) {
            continue;
        }
        one.when = 0;
        one.flow.id = 0;
        EXPECT_EQ(one, two) << full[i];
    }
}

TEST(ParseTest, LinesComeOutWholeHoweverTheBytesArrive) {
    const std::string text = "first\nsecond line\n\nthird\nnot yet";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        LineCutter cutter;
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < text.size(); at += piece) {
            cutter.feed(std::string_view(text).substr(at, piece),
                        [&](std::string_view line) { lines.emplace_back(line); });
        }
        EXPECT_EQ(lines, (std::vector<std::string>{"first", "second line", "", "third"})) << piece;
    }
}

TEST(ParseTest, ALineWithoutAnEndIsNotKeptForEver) {
    LineCutter cutter;
    std::size_t longest = 0;
    const auto take = [&](std::string_view line) { longest = line.size(); };
    for (int i = 0; i < 1000; ++i) {
        cutter.feed(std::string(1000, 'x'), take);
    }
    cutter.feed("\n", take);
    EXPECT_EQ(longest, 8192U);
}

TEST(ParseTest, AddressesAreReadAndWritten) {
    std::uint32_t address = 0;
    EXPECT_TRUE(readAddress("255.0.12.1", address));
    EXPECT_EQ(addressText(address), "255.0.12.1");
    for (const char* text :
         {"", "1.2.3", "1.2.3.", "1.2.3.4.5", "1..3.4", "1.2.3.4 ", "a.b.c.d", "1.2.3.999"}) {
        EXPECT_FALSE(readAddress(text, address)) << text;
    }
}

}  // namespace
}  // namespace podwire::conntrack
