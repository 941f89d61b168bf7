// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/dns_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace podwire::live {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<DnsQuestion> ask(const std::string& name, const std::string& type = "A",
                        const std::string& server = {}) {
    return askDns({{}, name, type, server, 53});
}

remote::Outcome exited(int status, const std::string& out, const std::string& err = {}) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = status;
    outcome.out = out;
    outcome.err = err;
    return outcome;
}

TEST(DnsQuery, TakesNamesAndNothingElse) {
    EXPECT_EQ(ask("  api.ipify.org. ")->name, "api.ipify.org.");
    EXPECT_TRUE(ask("_http._tcp.my-ip-service.default.svc.cluster.local", "SRV"));
    for (const char* const typed :
         {"", " ", "-f", "+short", "@8.8.8.8", "a b", "$(id)", "a..b", ".", "a;b", "a\nb"}) {
        EXPECT_FALSE(ask(typed)) << typed;
    }
    EXPECT_FALSE(ask(std::string(64, 'a')));
    EXPECT_TRUE(ask(std::string(63, 'a')));
    EXPECT_FALSE(ask("a.b", "AXFR"));
    EXPECT_FALSE(ask("a.b", "A", "one.one.one.one"));
}

TEST(DnsQuery, OfAnAddressAsksForThePtrRecordsName) {
    EXPECT_EQ(ask("192.168.1.10", "PTR")->name, "10.1.168.192.in-addr.arpa");
    EXPECT_EQ(ask("192.168.1.10", "A")->name, "192.168.1.10");
}

TEST(DnsQuery, IsAListOfArguments) {
    const auto here = dnsCommand(*ask("a.b")).argv;
    EXPECT_THAT(std::vector(here.end() - 4, here.end()), ElementsAre("-t", "A", "-q", "a.b"));
    const auto there = dnsCommand({"pod1a", "a.b", "AAAA", "10.30.45.100", 1053}).argv;
    EXPECT_THAT(std::vector(there.begin() + 4, there.begin() + 9),
                ElementsAre("ip", "netns", "exec", "pod1a", "dig"));
    EXPECT_THAT(std::vector(there.end() - 3, there.end()), ElementsAre("@10.30.45.100", "-p", "1053"));
}

TEST(DnsQuery, ThatNobodyAnswersIsAnAnswer) {
    const auto answer = readDns(exited(9, ";; communications error to 10.0.0.1#53: timed out\n"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->failure, lab::Failure::Timeout);
}

TEST(DnsQuery, TellsAMissingDigAndALostNode) {
    EXPECT_THAT(readDns(exited(127, "", "env: 'dig': No such file or directory\n")).error().hint,
                HasSubstr("dnsutils"));
    EXPECT_EQ(readDns(exited(1, "", "dig: something else\n")).error().kind, ErrorKind::CommandFailed);
    EXPECT_EQ(readDns({}).error().kind, ErrorKind::Lost);
}

}  // namespace
}  // namespace podwire::live
