// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dns/dns_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

#include "core/live/live.h"
#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/talking_shell.h"
#include "tests/support/temp_dir.h"
#include "ui/dns/dns_log_view.h"
#include "ui/dns/dns_words.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"

namespace podwire::ui {
namespace {

const char* const kName = "svc.default.svc.cluster.local";

lab::Lab labWithAServer() {
    lab::Lab lab = test::smallLab();
    lab::Resource config;
    config.node = "node1";
    config.what =
        lab::File{"/home/ubuntu/Corefile",
                  "0644",
                  ".:53 {\n    rewrite name " + std::string(kName) + " b.org\n    forward . 8.8.8.8\n}\n",
                  {},
                  false};
    config.key = "Corefile";
    lab::Resource server;
    server.node = "node1";
    server.command = "sudo systemd-run --unit=coredns --collect /home/ubuntu/coredns";
    server.key = "unit coredns";
    server.what = lab::Unit{"coredns.service"};
    lab.parts[1].steps[1].apply = {config, server};
    return lab;
}

remote::Outcome saying(const std::string& out, int exitCode = 0) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = exitCode;
    outcome.out = out;
    return outcome;
}

std::string answered(const std::string& status, const std::string& records) {
    return ";; ->>HEADER<<- opcode: QUERY, status: " + status + ", id: 1\n;; flags: qr rd; QUERY: 1\n" +
           (records.empty() ? "" : ";; ANSWER SECTION:\n" + records + "\n") +
           ";; Query time: 8 msec\n;; SERVER: 127.0.0.1#53(127.0.0.1) (UDP)\n";
}

class DnsPanelTest : public ::testing::Test {
protected:
    DnsPanelTest() {
        shell->answer(
            saying(testing::readFile(std::string(PODWIRE_TEST_DATA) + "/observed/node1-applied.txt")));
        panel.resize(1200, 240);
        panel.setLive(&live);
        panel.show();
        QSignalSpy reads(&session, &session::LabSession::assessmentChanged);
        session.refresh();
        EXPECT_TRUE(!reads.isEmpty() || reads.wait(5000));
    }
    ~DnsPanelTest() override { panel.setLive(nullptr); }

    QComboBox& whom() const {
        for (QComboBox* box : panel.query()->findChildren<QComboBox*>()) {
            if (box->accessibleName() == QStringLiteral("Whom to ask")) {
                return *box;
            }
        }
        throw std::runtime_error("no such choice");
    }
    void ask(const std::string& answer, int exitCode = 0) {
        shell->answer(saying(answer, exitCode));
        panel.query()->ask();
    }
    bool says(const QString& words) const {
        return QTest::qWaitFor([&] { return panel.query()->answer().contains(words); }, 2000);
    }

    std::shared_ptr<test::FakeShell> shell = std::make_shared<test::FakeShell>("node1");
    std::shared_ptr<test::TalkingShell> streams = std::make_shared<test::TalkingShell>("node1");
    session::LabSession session{labWithAServer(), {{"node1", "10.0.0.1", shell, streams}}};
    live::Live live{session};
    Selection selection;
    DnsPanel panel{selection};
};

TEST_F(DnsPanelTest, ExplainsTheRewriteAndWhoAnswered) {
    whom().setCurrentText(QStringLiteral("coredns on node1"));
    ask(answered("NOERROR", std::string(kName) + ". 60 IN A 104.26.13.205"));
    EXPECT_TRUE(says(QStringLiteral("No alias: the rewrite of coredns asked for b.org in its place")));
    EXPECT_TRUE(says(QStringLiteral("127.0.0.1:53 answered in 8 ms.")));
    EXPECT_TRUE(says(QStringLiteral("kept for 60 s")));
    EXPECT_NE(shell->typed().find("-t A -q svc.default.svc.cluster.local @127.0.0.1 -p 53 \n"),
              std::string::npos);
}

TEST_F(DnsPanelTest, ShowsATrueAlias) {
    ask(answered("NOERROR", std::string(kName) + ". 30 IN CNAME b.org.\nb.org. 60 IN A 1.2.3.4"));
    EXPECT_TRUE(says(QStringLiteral("svc.default.svc.cluster.local → b.org.")));
    EXPECT_TRUE(says(QStringLiteral("kept for 30 s")));
}

TEST_F(DnsPanelTest, AsksFromANamespaceTheNodesAddress) {
    Q_EMIT selection.nodeWanted(QStringLiteral("node1"), QStringLiteral("pod1a"));
    whom().setCurrentText(QStringLiteral("coredns on node1"));
    ask(";; communications error to 10.30.45.100#53: connection refused\n", 9);
    EXPECT_TRUE(says(QStringLiteral("connection refused\nNobody listens at 10.30.45.100:53")));
    EXPECT_NE(shell->typed().find("ip netns exec pod1a dig"), std::string::npos);
}

TEST_F(DnsPanelTest, WhatIsNoNameIsNotAsked) {
    const std::size_t before = shell->commandCount();
    panel.query()->setQuestion(QStringLiteral("a.b +short"), QStringLiteral("A"));
    panel.query()->ask();
    EXPECT_TRUE(panel.query()->answer().contains(QStringLiteral("is no name")));
    EXPECT_EQ(shell->commandCount(), before);
}

TEST_F(DnsPanelTest, AnEarlierQuestionIsPutAgainWhereItWasPut) {
    ask(answered("NXDOMAIN", ""));
    ASSERT_TRUE(says(QStringLiteral("NXDOMAIN")));
    Q_EMIT selection.nodeWanted(QStringLiteral("node1"), QStringLiteral("pod1a"));
    panel.query()->setQuestion(QStringLiteral("other"), QStringLiteral("PTR"));
    const auto earlier = panel.query()->history()->actions();
    ASSERT_EQ(earlier.size(), 1);
    earlier.first()->trigger();
    EXPECT_EQ(panel.place()->words(), QStringLiteral("node1"));
    ASSERT_TRUE(says(QStringLiteral("NXDOMAIN")));
    EXPECT_EQ(panel.query()->history()->actions().size(), 1);
}

TEST_F(DnsPanelTest, ShowsTheLogAsItIsWritten) {
    ASSERT_EQ(streams->started(), 1U);
    streams->say(
        "\n1795441741.358376 node1 coredns[8]: [INFO] 127.0.0.1:4 - 5 \"A IN foo. udp 4 false 12\" "
        "SERVFAIL qr 32 2.5s\n");
    const QAbstractItemModel& log = *panel.log()->table()->model();
    ASSERT_TRUE(QTest::qWaitFor([&] { return log.rowCount() == 1; }, 2000));
    const QModelIndex took = log.index(0, models::DnsLogModel::TookColumn);
    EXPECT_EQ(dnsLogCell(took), QStringLiteral("2500.0 ms"));
    EXPECT_EQ(dnsLogLook(took).text, &Tokens::bad);
    EXPECT_EQ(dnsLogLook(took).ground, &Tokens::badSoft);
}

TEST_F(DnsPanelTest, SaysWhichStepStartsAServerThatDoesNotRun) {
    EXPECT_TRUE(panel.log()->state().contains(
        QStringLiteral("coredns does not run on node1 (inactive): step service.route starts it")))
        << panel.log()->state().toStdString();
}

TEST_F(DnsPanelTest, ReadsNoLogWhileItIsHidden) {
    panel.hide();
    QTest::qWait(2300);
    EXPECT_TRUE(streams->wasCancelled(0));
}

TEST(DnsWords, TellWhatEachStatusMeans) {
    const live::DnsQuestion question{{}, kName, "A", "8.8.8.8", 53};
    const auto words = [&](const std::string& status) {
        return explain(question, plan::readDnsAnswer(answered(status, "")), nullptr).details;
    };
    EXPECT_TRUE(words("NXDOMAIN").contains(QStringLiteral("known to the lab's CoreDNS only")));
    EXPECT_TRUE(words("SERVFAIL").contains(QStringLiteral("tried and failed")));
    EXPECT_TRUE(words("REFUSED").contains(QStringLiteral("will not answer this client")));
    EXPECT_TRUE(words("NOERROR").contains(QStringLiteral("no record of type A")));
}

}  // namespace
}  // namespace podwire::ui
