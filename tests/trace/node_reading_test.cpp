// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/trace/node_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fixture.h"

namespace podwire::trace {
namespace {

using podwire::testing::fixture;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string recorded() {
    return fixture("trace/node2.reading");
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(NodeReading, TellsWhatDecidesAboutPackets) {
    const auto read = parseReading("node2", recorded());
    ASSERT_TRUE(read) << read.error().text();
    const auto& all = read->node.namespaces;
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(read->node.name, "node2");
    EXPECT_EQ(all[0].name, "");
    EXPECT_EQ(all[1].name, "pod2");
    EXPECT_EQ(all[0].id, -1);
    EXPECT_EQ(all[1].id, 1);
    ASSERT_NE(all[0].rules.find("nat", "OUTPUT"), nullptr);
    EXPECT_EQ(all[0].rules.find("nat", "OUTPUT")->rules.size(), 3u);
    EXPECT_EQ(all[0].sysctls.at("net.ipv4.ip_forward"), "1");
    EXPECT_EQ(all[0].sysctls.at("net.ipv4.conf.host-veth-pod2.rp_filter"), "2");
    EXPECT_EQ(all[1].sysctls.at("net.ipv4.ip_forward"), "0");
    EXPECT_NE(all[1].findLink("veth-pod2"), nullptr);
    EXPECT_FALSE(all[1].routes.empty());
    ASSERT_TRUE(all[1].listeners);
    ASSERT_EQ(all[1].listeners->size(), 1u);
    EXPECT_EQ(all[1].listeners->front().address, "192.168.2.20");
    EXPECT_EQ(all[1].listeners->front().protocol, "tcp");
    EXPECT_THAT(blindSpots(*read), ElementsAre());
}

TEST(NodeReading, ANamespaceThatWentAwayIsLeftOut) {
    const auto read = parseReading(
        "node2", replaced(recorded(), "\036routes pod2\n", "\036routes pod2\n\036status 1\n\036more\n"));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->node.namespaces.size(), 1u);
}

TEST(NodeReading, WhatCouldNotBeReadIsAnError) {
    EXPECT_EQ(parseReading("node2", "").error().kind, ErrorKind::InvalidInput);
    const std::string whole = recorded();
    EXPECT_FALSE(parseReading("node2", whole.substr(0, whole.size() - 5)));
    const auto failed =
        parseReading("node2", replaced(whole, "\036rules \n", "\036rules \n\036status 3\n\036more\n"));
    ASSERT_FALSE(failed);
    EXPECT_THAT(failed.error().message, HasSubstr("exit status 3"));
    EXPECT_FALSE(parseReading("node2", "\036numbers\n\036status 0\n\036end\n"));
}

TEST(NodeReading, NamesWhatIsNotFollowed) {
    std::string text = replaced(recorded(), "table ip nat\n",
                                "table ip nat\ntable inet guard\ntable ip6 filter\n"
                                "table ip podwire_trace_1\n");
    text = replaced(text, "32766:", "100:	from 10.0.0.0/8 lookup 7\n32766:");
    text = replaced(text, "\036end\n",
                    "\036legacy\n*nat\n:PREROUTING ACCEPT [0:0]\n"
                    "-A PREROUTING -j ACCEPT\nCOMMIT\n\036status 0\n\036end\n");
    const auto read = parseReading("node2", text);
    ASSERT_TRUE(read);
    EXPECT_THAT(blindSpots(*read),
                ElementsAre(HasSubstr("iptables-legacy"), HasSubstr("looked at: inet guard"),
                            HasSubstr("from 10.0.0.0/8 lookup 7")));
}

TEST(NodeReading, SaysWhatATraceCannotSee) {
    EXPECT_THAT(traceGaps(*parseReading("node2", recorded())), ElementsAre());
    const std::string rules = "*nat\n:PREROUTING DROP [0:0]\nCOMMIT\n\036status 0\n";
    const auto beside =
        parseReading("node2", replaced(recorded(), "\036end\n", "\036legacy\n" + rules + "\036end\n"));
    EXPECT_THAT(traceGaps(*beside), ElementsAre(HasSubstr("node2 has rules of iptables-legacy")));
    const auto alone = parseReading("node2", replaced(recorded(), "(nf_tables)", "(legacy)"));
    EXPECT_TRUE(alone->isLegacy);
    EXPECT_THAT(traceGaps(*alone), ElementsAre(HasSubstr("cannot be read there")));
    EXPECT_THAT(blindSpots(*alone), ElementsAre());
}

TEST(NodeReading, LegacyTablesWithoutRulesAreNothing) {
    const std::string text =
        replaced(recorded(), "\036end\n",
                 "\036legacy\n*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n\036status 0\n\036end\n");
    EXPECT_THAT(blindSpots(*parseReading("node2", text)), ElementsAre());
}

TEST(NodeReading, NoCutOrByteMakesItFall) {
    const std::string whole = recorded();
    for (std::size_t i = 0; i < whole.size(); i += 37) {
        (void)parseReading("node2", whole.substr(0, i) + "\036end\n");
        std::string other = whole;
        other[i] = static_cast<char>(other[i] ^ 0x15);
        (void)parseReading("node2", other);
    }
}

}  // namespace
}  // namespace podwire::trace
