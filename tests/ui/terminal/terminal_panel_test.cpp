// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal/terminal_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QMenu>
#include <QScrollBar>
#include <QTest>

#include "core/live/live.h"
#include "tests/support/small_lab.h"
#include "tests/support/talking_shell.h"
#include "ui/terminal/terminal_colours.h"
#include "ui/terminal/terminal_tab.h"
#include "ui/terminal/terminal_view.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using namespace Qt::StringLiterals;

const std::string kPrompt = "\x1b[?2004h$ \x1b]133;B\a";

class TerminalPanelTest : public ::testing::Test {
protected:
    TerminalPanelTest() {
        panel.setLive(&live);
        panel.resize(700, 300);
        panel.show();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&panel));
        Q_EMIT selection.terminalWanted(u"node1"_s, {});
        QTest::qWait(120);  // its size has settled
    }
    ~TerminalPanelTest() override { panel.setLive(nullptr); }

    TerminalView& view() { return *panel.current()->view(); }
    /// The last shell prints it; true when the view shows `expected`.
    bool says(const std::string& bytes, const QString& expected) {
        node1->say(bytes);
        return QTest::qWaitFor([&] { return view().screenText().contains(expected); }, 2000);
    }
    QString sent() { return QString::fromStdString(node1->written(node1->started() - 1)); }

    std::shared_ptr<test::TalkingShell> node1 = std::make_shared<test::TalkingShell>("node1");
    std::shared_ptr<test::TalkingShell> node2 = std::make_shared<test::TalkingShell>("node2");
    session::LabSession session{
        test::smallLab(), {{"node1", "10.0.0.1", node1, node1}, {"node2", "10.0.0.2", node2, node2, true}}};
    live::Live live{session};
    Selection selection;
    TerminalPanel panel{selection};
};

TEST_F(TerminalPanelTest, AskingTwiceForAPlaceShowsTheSameTerminal) {
    EXPECT_EQ(panel.all().size(), 1);
    Q_EMIT selection.terminalWanted(u"node1"_s, {});
    EXPECT_EQ(panel.all().size(), 1);
    Q_EMIT selection.terminalWanted(u"node1"_s, u"pod1a"_s);
    EXPECT_EQ(panel.all().size(), 2);
    EXPECT_EQ(panel.current()->title(), u"node1 / pod1a"_s);
}

TEST_F(TerminalPanelTest, KeysReachTheProgramAndNotTheWindow) {
    view().setFocus();
    QTest::keyClicks(&view(), u"ls"_s);
    QTest::keyClick(&view(), Qt::Key_Tab);
    QTest::keyClick(&view(), Qt::Key_E, Qt::ControlModifier);
    QTest::keyClick(&view(), Qt::Key_Up);
    QTest::keyClick(&view(), Qt::Key_F1);
    EXPECT_EQ(sent(), u"ls\t\x05\x1b[A\x1bOP"_s);
    QKeyEvent mine(QEvent::ShortcutOverride, Qt::Key_E, Qt::ControlModifier);
    mine.ignore();
    QApplication::sendEvent(&view(), &mine);
    EXPECT_TRUE(mine.isAccepted());
    QKeyEvent windows(QEvent::ShortcutOverride, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    windows.ignore();
    QApplication::sendEvent(&view(), &windows);
    EXPECT_FALSE(windows.isAccepted());
}

TEST_F(TerminalPanelTest, AnInputMethodTypes) {
    QInputMethodEvent event;
    event.setCommitString(u"日本"_s);
    QApplication::sendEvent(&view(), &event);
    EXPECT_EQ(QString::fromStdString(node1->written(0)), u"日本"_s);
}

TEST_F(TerminalPanelTest, TheMouseSelectsAndTheKeysCopyAndPaste) {
    ASSERT_TRUE(says("alpha beta\r\ngamma", u"gamma"_s));
    QTest::mousePress(view().viewport(), Qt::LeftButton, {}, view().cellCentre(0, 6) - QPoint(3, 0));
    QTest::mouseMove(view().viewport(), view().cellCentre(1, 2) - QPoint(3, 0));
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, {}, view().cellCentre(1, 2) - QPoint(3, 0));
    EXPECT_EQ(view().selectedText(), u"beta\nga"_s);
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(QApplication::clipboard()->text(), u"beta\nga"_s);
    QTest::keyClick(&view(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(sent(), u"beta\rga"_s);
    QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, view().cellCentre(0, 2));
    EXPECT_EQ(view().selectedText(), u"alpha"_s);
}

TEST_F(TerminalPanelTest, TheHistoryIsScrolledAndAKeyGoesBackToTheEnd) {
    std::string lines;
    for (int i = 0; i < 200; ++i) {
        lines += "line " + std::to_string(i) + "\r\n";
    }
    ASSERT_TRUE(says(lines, u"line 199"_s));
    QTest::keyClick(&view(), Qt::Key_PageUp, Qt::ShiftModifier);
    EXPECT_FALSE(view().screenText().contains(u"line 199"_s));
    const QString seen = view().screenText();
    node1->say("more\r\nand more\r\n");
    QTest::qWait(100);
    EXPECT_EQ(view().screenText(), seen) << "what is read stays in sight";
    QTest::keyClick(&view(), Qt::Key_X);
    EXPECT_TRUE(view().screenText().contains(u"and more"_s));
}

TEST_F(TerminalPanelTest, TheWheelMovesAProgramThatHasTheWholeScreen) {
    ASSERT_TRUE(says("\x1b[?1049hless", u"less"_s));
    QTest::qWait(50);
    QWheelEvent event(QPointF(10, 10), QPointF(10, 10), {}, QPoint(0, -120), Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(view().viewport(), &event);
    EXPECT_EQ(sent(), u"\x1b[B\x1b[B\x1b[B"_s);
}

TEST_F(TerminalPanelTest, CellsArePaintedInTheirColours) {
    ASSERT_TRUE(says("\x1b[?25l\x1b[48;2;200;30;60m          \x1b[0m", u""_s));
    QTest::qWait(60);
    const QImage image = view().viewport()->grab().toImage();
    EXPECT_EQ(image.pixelColor(view().cellCentre(0, 4)), QColor(200, 30, 60));
    EXPECT_EQ(image.pixelColor(view().cellCentre(3, 4)), terminalGround(Theme::instance().scheme()));
}

TEST_F(TerminalPanelTest, ACommandWaitsForTheFirstPromptAndIsNotRun) {
    Q_EMIT selection.typeWanted(u"node1"_s, {}, u"ip link\n"_s);
    EXPECT_EQ(sent(), QString());
    node1->say(kPrompt);
    EXPECT_TRUE(QTest::qWaitFor([&] { return sent() == u"\x1b[200~ip link\x1b[201~"_s; }, 2000));
    QTest::keyClick(&view(), Qt::Key_X);
    Q_EMIT selection.typeWanted(u"node1"_s, {}, u"id"_s);
    EXPECT_TRUE(panel.current()->message().contains(u"Something is typed"_s));
}

TEST_F(TerminalPanelTest, AnEndedShellSaysHowAndStartsAgain) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = 2;
    node1->end(outcome);
    ASSERT_TRUE(QTest::qWaitFor([&] { return panel.current()->message().contains(u"status 2"_s); }, 2000));
    panel.current()->start();
    EXPECT_EQ(node1->started(), 2U);
    EXPECT_EQ(panel.current()->message(), QString());
}

TEST_F(TerminalPanelTest, AReadOnlyNodeIsRefusedWithAReason) {
    Q_EMIT selection.terminalWanted(u"node2"_s, {});
    EXPECT_EQ(node2->started(), 0U);
    EXPECT_TRUE(panel.current()->message().contains(u"read-only"_s));
}

TEST_F(TerminalPanelTest, AClosedTabEndsItsShell) {
    panel.closeCurrent();
    EXPECT_TRUE(node1->wasCancelled(0));
    EXPECT_EQ(panel.current(), nullptr);
    node1->say("late");
    QTest::qWait(50);
    panel.openAnother();
    EXPECT_EQ(panel.current()->node(), u"node1"_s);
}

TEST(TerminalColours, AreReadableInBothSchemes) {
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        for (int index = 0; index < 256; ++index) {
            terminal::Style style;
            style.foreground = {terminal::Colour::Kind::Indexed, static_cast<std::uint8_t>(index), 0, 0};
            const CellColours colours = coloursOf(style, scheme);
            EXPECT_GE(contrast(colours.ink, terminalGround(scheme)), 3.0) << index;
            EXPECT_FALSE(colours.ground.isValid());
        }
    }
}

}  // namespace
}  // namespace podwire::ui
