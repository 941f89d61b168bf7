// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conntrack/conntrack_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "core/live/live.h"
#include "tests/support/fake_shell.h"
#include "tests/support/fixture.h"
#include "tests/support/small_lab.h"
#include "tests/support/talking_shell.h"
#include "ui/conntrack/flow_details.h"
#include "ui/conntrack/flow_export.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {
namespace {

constexpr const char* kFlows =
    "    [NEW] ipv4     2 tcp      6 120 SYN_SENT src=10.30.45.100 dst=10.96.1.100 sport=43556 dport=8080 "
    "[UNREPLIED] src=192.168.1.10 dst=192.168.1.1 sport=80 dport=43556 id=1\n"
    "    [NEW] ipv4     2 udp      17 30 src=10.30.45.100 dst=1.1.1.1 sport=45178 dport=53 [UNREPLIED] "
    "src=1.1.1.1 dst=10.30.45.100 sport=53 dport=45178 id=2\n";

class ConntrackPanelTest : public ::testing::Test {
protected:
    std::shared_ptr<test::TalkingShell> streams = std::make_shared<test::TalkingShell>("node1");
    std::shared_ptr<test::FakeShell> node1 = std::make_shared<test::FakeShell>("node1");
    session::LabSession session{test::smallLab(), {{"node1", "10.30.45.100", node1, streams}}};
    live::Live live{session};
    Selection selection;
    ConntrackPanel panel{selection};
    std::unique_ptr<QWidget> tools{panel.tools()};

    void SetUp() override {
        panel.setLive(&live);
        panel.resize(1000, 300);
        panel.show();
    }
    void TearDown() override { panel.setLive(nullptr); }
    void say(const char* lines) {
        streams->say(lines);
        ASSERT_TRUE(QTest::qWaitFor([this] { return panel.model().total() == 2; }, 2000));
    }
};

TEST_F(ConntrackPanelTest, NothingRunsBeforeThePanelIsSeen) {
    EXPECT_EQ(streams->started(), 1U);
    live::Live other(session);
    ConntrackPanel hidden(selection);
    const std::unique_ptr<QWidget> itsTools(hidden.tools());
    hidden.setLive(&other);
    EXPECT_EQ(streams->started(), 1U);
}

TEST_F(ConntrackPanelTest, FlowsComeInAndAreCounted) {
    QSignalSpy status(&panel, &LivePanel::statusChanged);
    say(kFlows);
    EXPECT_EQ(panel.model().rowCount(), 2);
    ASSERT_FALSE(status.isEmpty());
    EXPECT_TRUE(status.last().at(0).toString().startsWith(QStringLiteral("2 flows")));
}

TEST_F(ConntrackPanelTest, TextAndStateFilter) {
    say(kFlows);
    auto* words = tools->findChild<QLineEdit*>();
    words->setText(QStringLiteral("dnat"));
    EXPECT_TRUE(QTest::qWaitFor([this] { return panel.model().rowCount() == 1; }, 2000));
    words->setText(QStringLiteral("1.1.1.1"));
    EXPECT_TRUE(QTest::qWaitFor(
        [this] {
            return panel.model().rowCount() == 1 && panel.model().at(0).flow.protocol == conntrack::kUdp;
        },
        2000));
    words->clear();
    auto* state = tools->findChildren<QComboBox*>().at(1);
    state->setCurrentText(QStringLiteral("SYN_SENT"));
    EXPECT_TRUE(QTest::qWaitFor([this] { return panel.model().rowCount() == 1; }, 2000));
}

TEST_F(ConntrackPanelTest, TheSelectedFlowIsPickedAndCopied) {
    say(kFlows);
    PickedFlow picked;
    QObject::connect(&selection, &Selection::flowPicked, &panel,
                     [&](const PickedFlow& flow) { picked = flow; });
    panel.table()->selectRow(1);
    EXPECT_EQ(picked.node, QStringLiteral("node1"));
    EXPECT_EQ(picked.protocol, QStringLiteral("tcp"));
    EXPECT_EQ(picked.original.destination, 0x0a600164U);
    EXPECT_EQ(picked.reply.source, 0xc0a8010aU);
    EXPECT_EQ(picked.reply.sourcePort, 80);
    EXPECT_EQ(
        flowLine(panel.model(), 1),
        QStringLiteral("node1  tcp  SYN_SENT  10.30.45.100:43556 → 10.96.1.100:8080  10.96.1.100:8080 → "
                       "192.168.1.10:80 (DNAT); source rewritten to 192.168.1.1 (SNAT)"));
}

TEST_F(ConntrackPanelTest, TheRuleThatMadeATranslationIsOneClickAway) {
    const auto* details = panel.findChild<FlowDetails*>();
    const auto says = [&] {
        QStringList lines;
        for (const ElidedLabel* line : details->findChildren<ElidedLabel*>()) {
            lines << (line->isVisible() ? line->text() : QString());
        }
        return lines;
    };
    say(kFlows);
    panel.table()->selectRow(0);
    EXPECT_FALSE(details->isVisible()) << "nothing was translated";
    panel.table()->selectRow(1);
    EXPECT_EQ(says().at(0), QStringLiteral("The rules of node1 were not read yet."));
    remote::Outcome read;
    read.ending = remote::Ending::Exit;
    read.out = testing::fixture("observed/node1-applied.txt");
    node1->answer(read);
    session.refresh();
    ASSERT_TRUE(QTest::qWaitFor([&] { return says().at(0).startsWith(QStringLiteral("by rule")); }, 5000));
    EXPECT_TRUE(says().at(0).startsWith(QStringLiteral("by rule 1 of OUTPUT on node1: -A OUTPUT -d 10.96.")));
    EXPECT_EQ(says().at(1),
              QStringLiteral("No rule that POSTROUTING leads to does this now: the one that did has gone."));
    QMenu menu;
    panel.findChild<FlowDetails*>()->addActionsTo(menu);
    ASSERT_EQ(menu.actions().size(), 2);
    EXPECT_FALSE(menu.actions().at(1)->isEnabled());
    const QSignalSpy wanted(&selection, &Selection::ruleWanted);
    menu.actions().at(0)->trigger();
    QTest::mouseClick(details->findChildren<QPushButton*>().at(0), Qt::LeftButton);
    ASSERT_EQ(wanted.size(), 2);
    EXPECT_EQ(wanted.at(1).at(0).value<PickedRule>().node, QStringLiteral("node1"));
    EXPECT_EQ(wanted.at(1).at(0).value<PickedRule>().chain, QStringLiteral("OUTPUT"));
    panel.table()->clearSelection();
    EXPECT_FALSE(details->isVisible());
}

TEST_F(ConntrackPanelTest, AClickOnAHeaderSortsAThirdOneTakesItBack) {
    say(kFlows);
    auto* head = panel.table()->horizontalHeader();
    const auto click = [&] {
        const int x = head->sectionViewportPosition(models::FlowModel::ProtocolColumn) + 10;
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, {x, head->height() / 2});
        return panel.model().index(0, models::FlowModel::ProtocolColumn).data().toString();
    };
    ASSERT_EQ(panel.model().index(0, models::FlowModel::ProtocolColumn).data(), QStringLiteral("udp"));
    EXPECT_EQ(click(), QStringLiteral("tcp"));
    EXPECT_EQ(head->sortIndicatorSection(), static_cast<int>(models::FlowModel::ProtocolColumn));
    EXPECT_EQ(click(), QStringLiteral("udp"));
    click();
    EXPECT_EQ(head->sortIndicatorSection(), -1);
}

TEST_F(ConntrackPanelTest, WhatIsShownCanBeExported) {
    say(kFlows);
    const QJsonArray flows = QJsonDocument::fromJson(flowsAsJson(panel.model())).array();
    ASSERT_EQ(flows.size(), 2);
    const QList<QByteArray> lines = flowsAsCsv(panel.model()).trimmed().split('\n');
    ASSERT_EQ(lines.size(), 3);
    EXPECT_TRUE(lines.at(0).startsWith("node,protocol,state,original"));
    EXPECT_TRUE(lines.at(1).startsWith("\"node1\",\"udp\",\"UNREPLIED\""));
}

TEST_F(ConntrackPanelTest, ALossIsToldPlainly) {
    QSignalSpy status(&panel, &LivePanel::statusChanged);
    streams->complain(0, "podwire-drops 0\npodwire-drops 214\n");
    const auto told = [&] {
        return !status.isEmpty() &&
               status.last().at(0).toString().contains(QStringLiteral("lost 214 events"));
    };
    EXPECT_TRUE(QTest::qWaitFor(told, 2000));
    bool shown = false;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        shown = shown || (label->isVisible() &&
                          label->text().startsWith(QStringLiteral("Gap: lost 214 events on node1")));
    }
    EXPECT_TRUE(shown);
}

}  // namespace
}  // namespace podwire::ui
