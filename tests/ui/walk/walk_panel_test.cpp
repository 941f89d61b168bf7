// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/walk/walk_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "core/live/live.h"
#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/small_walk.h"
#include "ui/live/live_table.h"
#include "ui/live/place_choice.h"
#include "ui/live/target_choice.h"
#include "ui/walk/moment_box.h"
#include "ui/walk/walk_form.h"
#include "ui/walk/walk_player.h"

namespace podwire::ui {
namespace {

using namespace Qt::StringLiterals;

std::shared_ptr<const live::PacketWalk> shared(live::PacketWalk walk) {
    return std::make_shared<const live::PacketWalk>(std::move(walk));
}

live::PacketWalk agreeing() {
    const walk::Way way = test::smallWay();
    return test::smallTraced({way.hops[1], way.hops[2]});
}

class WalkPanelTest : public ::testing::Test {
protected:
    WalkPanelTest() {
        panel.resize(900, 260);
        panel.show();
        QObject::connect(&selection, &Selection::walkShown,
                         [this](const WalkMoment& moment) { shown = moment; });
        QObject::connect(&selection, &Selection::ruleShown,
                         [this](const PickedRule& rule) { rules << rule.chain; });
    }

    Selection selection;
    WalkMoment shown;
    QStringList rules;
    WalkPanel panel{selection};
};

TEST_F(WalkPanelTest, ATracedWalkIsShownAsForetold) {
    panel.showWalk(shared(agreeing()));
    EXPECT_EQ(panel.summary(), u"as foretold. The request was answered by 192.168.1.10."_s);
    EXPECT_EQ(panel.model().rowCount(), 5);
    EXPECT_EQ(panel.ways()->currentText(), u"33.0 %: node2 gets its answer from 192.168.1.10:80 (taken)"_s);
    EXPECT_EQ(panel.player()->current(), 0);
}

TEST_F(WalkPanelTest, AContradictionIsCalledAnErrorOfTheModel) {
    const walk::Way way = test::smallWay();
    panel.showWalk(shared(test::smallTraced({way.hops[1], test::policy("node1", "filter", "INPUT")})));
    EXPECT_TRUE(panel.summary().startsWith(u"not as foretold."_s)) << panel.summary().toStdString();
    EXPECT_TRUE(panel.summary().contains(u"Podwire's model is wrong here"_s));
    EXPECT_TRUE(panel.model().at(2).contradicts);
}

TEST(WalkFormTest, NothingIsTracedOverANodeThatIsReadOnly) {
    session::LabSession session{
        test::smallLab(), {{"node1", "10.0.0.1", std::make_shared<test::FakeShell>("node1"), {}, true}}};
    WalkForm form;
    form.setSession(&session);
    EXPECT_FALSE(form.traceButton()->isEnabled());
    EXPECT_TRUE(form.traceButton()->toolTip().contains(u"node1 is read-only"_s));
    EXPECT_TRUE(form.foretellButton()->isEnabled()) << "which only reckons";
    form.setSession(nullptr);
}

TEST_F(WalkPanelTest, OtherWaysCanBeLookedAt) {
    panel.showWalk(shared(agreeing()));
    panel.player()->goTo(3);
    panel.ways()->setCurrentIndex(1);
    EXPECT_EQ(panel.model().rowCount(), 1);
    EXPECT_EQ(panel.player()->current(), 0);
    EXPECT_EQ(panel.moment()->title(), u"node2, OUTPUT"_s);
}

TEST_F(WalkPanelTest, EachMomentSaysItsRuleAndWhyOthersDidNotMatch) {
    panel.showWalk(shared(agreeing()));
    panel.player()->step();
    EXPECT_EQ(panel.moment()->title(), u"node2, OUTPUT: nat OUTPUT, rule 2"_s);
    const QString details = panel.moment()->details();
    for (const QString& part :
         {u"--to-destination 192.168.1.10:80"_s, u"It matches 33.0 %"_s,
          u"10.30.45.200:40000 → 10.96.1.100:8080"_s, u"becomes  10.30.45.200:40000 → 192.168.1.10:80"_s,
          u"no: destination 10.96.1.100 is not 10.0.0.1"_s, u"The kernel told it, as foretold."_s}) {
        EXPECT_TRUE(details.contains(part)) << part.toStdString() << " in\n" << details.toStdString();
    }
    QSignalSpy wanted(&selection, &Selection::ruleWanted);
    ASSERT_TRUE(panel.moment()->showRule()->isVisible());
    panel.moment()->showRule()->click();
    ASSERT_EQ(wanted.size(), 1);
    const auto rule = wanted.at(0).at(0).value<PickedRule>();
    EXPECT_EQ(rule.table + u' ' + rule.chain, u"nat OUTPUT"_s);
    EXPECT_FALSE(rule.specification.isEmpty());
    panel.player()->goTo(4);
    EXPECT_FALSE(panel.moment()->showRule()->isVisible()) << "a socket is in no chain";
}

TEST_F(WalkPanelTest, ThePlayerGoesOnByItselfAndStopsAtTheEnd) {
    panel.showWalk(shared(agreeing()));
    panel.player()->speed()->setCurrentIndex(panel.player()->speed()->count() - 1);
    panel.activateWindow();
    panel.table()->setFocus();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    QTest::keyClick(panel.table(), Qt::Key_Space);
    EXPECT_TRUE(panel.player()->isPlaying());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !panel.player()->isPlaying(); }, 10'000));
    EXPECT_EQ(panel.player()->current(), 4);
    EXPECT_EQ(shown.current, 4U);
    EXPECT_EQ(rules, (QStringList{u"OUTPUT"_s, u"FORWARD"_s})) << "chains follow";
    panel.player()->play();
    EXPECT_EQ(panel.player()->current(), 0) << "from the beginning again";
    QTest::keyClick(panel.table(), Qt::Key_Space);
    EXPECT_FALSE(panel.player()->isPlaying());
    QTest::keyClick(panel.table(), Qt::Key_Right);
    QTest::keyClick(panel.table(), Qt::Key_Right);
    QTest::keyClick(panel.table(), Qt::Key_Left);
    EXPECT_EQ(panel.player()->current(), 1);
}

TEST_F(WalkPanelTest, ARowThatIsChosenIsTheMomentThatIsShown) {
    panel.showWalk(shared(agreeing()));
    panel.table()->selectRow(2);
    EXPECT_EQ(panel.player()->current(), 2);
    ASSERT_EQ(shown.hops.size(), 5U);
    EXPECT_EQ(shown.current, 2U);
}

TEST_F(WalkPanelTest, WhoseTabIsLeftLetsTheTopologyGo) {
    panel.showWalk(shared(agreeing()));
    EXPECT_FALSE(shown.hops.empty());
    panel.hide();
    EXPECT_TRUE(shown.hops.empty());
    panel.show();
    EXPECT_FALSE(shown.hops.empty());
}

TEST_F(WalkPanelTest, WithoutASessionNothingCanBeAsked) {
    EXPECT_FALSE(panel.form()->traceButton()->isEnabled());
    EXPECT_FALSE(panel.form()->foretellButton()->isEnabled());
    EXPECT_FALSE(panel.player()->isEnabled());
}

TEST_F(WalkPanelTest, WhatIsTypedWrongIsSaid) {
    const auto shell = std::make_shared<test::FakeShell>("node1");
    session::LabSession session{test::smallLab(), {{"node1", "10.0.0.1", shell, shell}}};
    live::Live live(session);
    panel.setLive(&live);
    panel.form()->target()->setEditText(u"10.96.1.100:port"_s);
    panel.form()->traceButton()->click();
    EXPECT_TRUE(panel.summary().startsWith(u"not done."_s)) << panel.summary().toStdString();
    panel.setLive(nullptr);
}

}  // namespace
}  // namespace podwire::ui
