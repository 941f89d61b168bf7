// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/dns_answer.h"

#include <gtest/gtest.h>

namespace podwire::plan {
namespace {

using lab::Failure;

// dig 9.18 asking a CoreDNS that serves the alias.
constexpr const char* kAlias = R"(
; <<>> DiG 9.18.49-1~deb12u1-Debian <<>> @127.0.0.1 -p 1053 my-ip-service.default.svc.cluster.local
; (1 server found)
;; global options: +cmd
;; Got answer:
;; WARNING: .local is reserved for Multicast DNS
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 39115
;; flags: qr aa rd; QUERY: 1, ANSWER: 4, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 1232
;; QUESTION SECTION:
;my-ip-service.default.svc.cluster.local. IN A

;; ANSWER SECTION:
My-ip-service.default.svc.cluster.local. 30 IN CNAME api.ipify.org.
api.ipify.org.		60	IN	A	104.26.13.205
api.ipify.org.		60	IN	A	104.26.12.205

;; AUTHORITY SECTION:
cluster.local.		60	IN	A	10.0.0.1

;; Query time: 4 msec
)";

constexpr const char* kNobody =
    ";; communications error to 127.0.0.1#53: connection refused\n"
    "; <<>> DiG 9.18.49 <<>> a.b\n;; no servers could be reached\n";

TEST(DnsAnswer, ReadsAliasAndAddresses) {
    const DnsAnswer answer = readDnsAnswer(kAlias);
    EXPECT_EQ(answer.status, "NOERROR");
    EXPECT_EQ(answer.addresses(), (std::vector<std::string>{"104.26.12.205", "104.26.13.205"}));
    EXPECT_EQ(answer.aliasOf("my-ip-service.default.svc.cluster.LOCAL"), "api.ipify.org");
    EXPECT_EQ(answer.aliasOf("api.ipify.org"), "");
    EXPECT_EQ(answer.text(),
              "NOERROR: my-ip-service.default.svc.cluster.local is an alias of api.ipify.org, 104.26.13.205, "
              "104.26.12.205");
}

TEST(DnsAnswer, KnowsWhoAnsweredHowSoonAndForHowLong) {
    const DnsAnswer answer =
        readDnsAnswer(std::string(kAlias) + ";; SERVER: 127.0.0.1#1053(127.0.0.1) (UDP)\n");
    EXPECT_EQ(answer.server, "127.0.0.1#1053");
    EXPECT_EQ(answer.milliseconds, 4U);
    EXPECT_TRUE(answer.authoritative);
    ASSERT_EQ(answer.records.size(), 3U);
    EXPECT_EQ(answer.records[0].ttl, 30U);
    EXPECT_EQ(answer.records[2].ttl, 60U);
    EXPECT_FALSE(readDnsAnswer(";; flags: qr rd ra; QUERY: 1\n").authoritative);
    EXPECT_EQ(readDnsAnswer("").milliseconds, std::nullopt);
}

TEST(DnsAnswer, KeepsAllWordsOfARecord) {
    const DnsAnswer answer =
        readDnsAnswer(";; ANSWER SECTION:\n_http._tcp.a.b.\t30\tIN\tSRV\t0 5 80 Web.a.b.\n");
    ASSERT_EQ(answer.records.size(), 1U);
    EXPECT_EQ(answer.records[0].data, "0 5 80 web.a.b");
}

TEST(DnsAnswer, TellsRefusalFromSilence) {
    EXPECT_EQ(readDnsAnswer(kNobody).failure, Failure::Refused);
    const DnsAnswer silence = readDnsAnswer(";; communications error to 10.0.0.1#53: timed out\n");
    EXPECT_EQ(silence.failure, Failure::Timeout);
    EXPECT_EQ(silence.text(), "nobody answered in time");
    // One server refused and the next one answered.
    EXPECT_EQ(readDnsAnswer(std::string(kNobody) + kAlias).failure, Failure::None);
}

TEST(DnsAnswer, IsComparedWithTheCheck) {
    lab::DnsCheck check;
    check.name = "my-ip-service.default.svc.cluster.local";
    const DnsAnswer alias = readDnsAnswer(kAlias);
    EXPECT_TRUE(isAsExpected(check, alias));
    check.addresses = {"104.26.13.205", "104.26.12.205"};
    check.alias = "API.ipify.org";
    EXPECT_TRUE(isAsExpected(check, alias));
    check.addresses.emplace_back("172.67.74.152");
    EXPECT_FALSE(isAsExpected(check, alias));
    check.addresses.clear();
    check.alias = "example.org";
    EXPECT_FALSE(isAsExpected(check, alias));
    check.alias.clear();
    check.noAlias = true;
    EXPECT_FALSE(isAsExpected(check, alias));
    check.noAlias = false;
    check.status = "NXDOMAIN";
    EXPECT_FALSE(isAsExpected(check, alias));
    check.status.clear();
    EXPECT_FALSE(isAsExpected(check, readDnsAnswer(kNobody)));
    check.failure = Failure::Refused;
    EXPECT_TRUE(isAsExpected(check, readDnsAnswer(kNobody)));
    EXPECT_FALSE(isAsExpected(check, alias));
    check.failure = Failure::Timeout;
    EXPECT_FALSE(isAsExpected(check, readDnsAnswer(kNobody)));
}

}  // namespace
}  // namespace podwire::plan
