// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/dns_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTest>

#include "core/live/dns_servers.h"
#include "core/live/log_feed.h"
#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

using ::testing::HasSubstr;

// journalctl of systemd 252 and CoreDNS 1.13.
constexpr const char* kQuery =
    "1795441741.358376 node1 coredns[814]: [INFO] 127.0.0.1:47399 - 53163 "
    "\"PTR IN 10.1.168.192.in-addr.arpa. udp 66 false 1232\" NXDOMAIN qr,rd,ra 54 0.002855137s";

TEST(DnsLog, ReadsAQuery) {
    const auto entry = readDnsLogLine(kQuery);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->microseconds, 1795441741358376);
    EXPECT_TRUE(entry->isQuery());
    EXPECT_EQ(entry->client, "127.0.0.1");
    EXPECT_EQ(entry->name, "10.1.168.192.in-addr.arpa");
    EXPECT_EQ(entry->type, "PTR");
    EXPECT_EQ(entry->protocol, "udp");
    EXPECT_EQ(entry->rcode, "NXDOMAIN");
    EXPECT_NEAR(entry->milliseconds, 2.855, 0.001);
    EXPECT_TRUE(entry->text.starts_with("[INFO] 127.0.0.1:47399"));
}

TEST(DnsLog, ReadsAClientOfIpv6) {
    const auto entry =
        readDnsLogLine("1.000000 n c[1]: [INFO] [::1]:40 - 7 \"A IN . udp 66 false 1232\" REFUSED - 0 0.5s");
    EXPECT_EQ(entry->client, "[::1]");
    EXPECT_EQ(entry->name, ".");
    EXPECT_EQ(entry->milliseconds, 500);
}

TEST(DnsLog, KeepsOtherLinesAsTheyAre) {
    const auto error = readDnsLogLine(
        "1.000000 n coredns[1]: [ERROR] plugin/errors: 2 a.b. A: read udp 1.1.1.1:53: i/o timeout");
    EXPECT_TRUE(error->isError());
    EXPECT_FALSE(error->isQuery());
    EXPECT_EQ(readDnsLogLine("1.000000 n coredns[1]: .:53")->text, ".:53");
    EXPECT_FALSE(readDnsLogLine("1.000000 n c[1]: [INFO] plugin/reload: Running")->isQuery());
    EXPECT_FALSE(readDnsLogLine("1.000000 n c[1]: [INFO] a - b \"A IN\" NOERROR")->isQuery());
}

TEST(DnsLog, PassesOverWhatJournalctlItselfSays) {
    EXPECT_FALSE(readDnsLogLine(""));
    EXPECT_FALSE(readDnsLogLine("-- Boot 7d453645035a4553b4a288253524a698 --"));
    EXPECT_FALSE(readDnsLogLine("x.000000 n c[1]: text"));
    EXPECT_FALSE(readDnsLogLine("1.5 n c[1]: text"));
}

TEST(DnsLog, AsksForTheUnitsByNameAndQuotesThem) {
    const std::string script = dnsLogScript({"coredns.service", "a b"}, 50);
    EXPECT_THAT(script, HasSubstr("-n 50 -u coredns.service -u 'a b'"));
}

class LogFeedTest : public ::testing::Test {
protected:
    LogFeedTest() {
        QObject::connect(&feed, &LogFeed::logged, [this](const std::vector<DnsLogEntry>& entries) {
            ++batches;
            for (const DnsLogEntry& entry : entries) {
                texts.push_back(entry.text);
            }
        });
    }
    static std::string line(int second, const std::string& text) {
        return std::to_string(second) + ".000000 node1 coredns[1]: " + text + "\n";
    }

    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node1");
    LogFeed feed{shell, "coredns.service"};
    std::vector<std::string> texts;
    int batches = 0;
};

TEST_F(LogFeedTest, TellsLinesHoweverTheyAreCutAndInOneBatch) {
    const auto need = feed.need();
    shell->say("\n" + line(1, "one") + "2.0000");
    shell->say("00 node1 coredns[1]: two\n");
    QCoreApplication::processEvents();
    EXPECT_THAT(texts, ::testing::ElementsAre("one", "two"));
    EXPECT_EQ(batches, 1);
    EXPECT_EQ(feed.state(), Stream::State::Running);
}

TEST_F(LogFeedTest, TellsEachLineOnceWhenTheStreamBeginsAnew) {
    const auto need = feed.need();
    shell->say(line(1, "one") + line(2, "two"));
    QCoreApplication::processEvents();
    shell->end({});
    ASSERT_TRUE(QTest::qWaitFor([&] { return shell->started() == 2; }, 2000));
    shell->say(line(1, "one") + line(2, "two") + line(3, "three"));
    QCoreApplication::processEvents();
    EXPECT_THAT(texts, ::testing::ElementsAre("one", "two", "three"));
}

lab::Lab labWithAServer() {
    lab::Resource config;
    config.node = "node1";
    config.what = lab::File{
        "/home/ubuntu/Corefile",
        "0644",
        ".:5353 {\n    log\n    rewrite name a.cluster.local b.org\n    forward . 1.1.1.1 8.8.8.8\n}\n",
        {},
        false};
    lab::Resource server;
    server.node = "node1";
    server.command = "sudo systemd-run --unit=names --collect /home/ubuntu/coredns";
    server.what = lab::Unit{"names.service"};
    lab::Resource web = server;
    web.command = "sudo systemd-run --unit=web --collect python3 -m http.server";
    web.what = lab::Unit{"web.service"};
    lab::Step step;
    step.id = "dns.server";
    step.apply = {web, config, server, server};
    lab::Lab lab;
    lab.parts = {{"dns", "DNS", "", {}, {}, {step}}};
    return lab;
}

TEST(DnsServers, AreTheUnitsThatStartOneWithTheirConfiguration) {
    const auto servers = dnsServersOf(labWithAServer());
    ASSERT_EQ(servers.size(), 1U);
    EXPECT_EQ(servers[0].unit, "names.service");
    EXPECT_EQ(servers[0].step, "dns.server");
    EXPECT_EQ(servers[0].port, 5353);
    EXPECT_EQ(servers[0].rewrites.at(0).second, "b.org");
    EXPECT_EQ(servers[0].upstreams.size(), 2U);
    EXPECT_TRUE(dnsServersOf({}).empty());
}

}  // namespace
}  // namespace podwire::live
