// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "app/gui/console.h"
#include "tests/ui/integration/real_nodes.h"
#include "ui/live/live_docks.h"
#include "ui/step/command_list.h"
#include "ui/step/command_row.h"
#include "ui/step/commands_card.h"
#include "ui/step/step_page.h"
#include "ui/step/step_view.h"
#include "ui/terminal/terminal_panel.h"
#include "ui/terminal/terminal_tab.h"
#include "ui/terminal/terminal_view.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"
#include "ui/window/dock.h"
#include "ui/window/main_window.h"

namespace podwire::ui {
namespace {

using namespace Qt::StringLiterals;

/// What a student does in a terminal, on real nodes. The tests run in their order on one lab.
class TerminalsOnRealNodes : public testing::Test {
protected:
    static void SetUpTestSuite() {
        nodes = new test::RealNodes(u"pwt-term"_s);
        nodes->podwirectl({u"apply"_s, u"--to"_s, u"cluster.pod2"_s});
        window = new MainWindow;
        window->resize(1440, 900);
        console = new app::Console(
            {u"" PODWIRE_SOURCE_DIR "/labs/service-networking"_s, nodes->name(), {}, {}}, *window);
        console->open();
        window->show();
        ASSERT_TRUE(QTest::qWaitFor([] { return window->page()->view() != nullptr; }, 20'000));
    }
    static void TearDownTestSuite() {
        delete std::exchange(console, nullptr);
        delete std::exchange(window, nullptr);
        delete std::exchange(nodes, nullptr);
    }

    static TerminalPanel& panel() { return *window->live()->terminals(); }
    static TerminalView& view() { return *panel().current()->view(); }
    static bool shows(const QString& text) {
        return QTest::qWaitFor([&] { return view().screenText().contains(text); }, 10'000);
    }
    static bool isAtPrompt() {
        return QTest::qWaitFor([] { return view().session() && view().session()->isAtPrompt(); }, 10'000);
    }
    static void open(const QString& node, const QString& netns = {}) {
        Q_EMIT window->live()->selection().terminalWanted(node, netns);
        ASSERT_NE(panel().current(), nullptr);
        ASSERT_TRUE(isAtPrompt()) << panel().current()->message().toStdString();
    }
    static void type(const QString& text) { QTest::keyClicks(&view(), text); }
    static void enter() { QTest::keyClick(&view(), Qt::Key_Return); }
    /// Types a command and waits for the prompt after it.
    static void run(const QString& command) {
        const auto before = prompts();
        type(command);
        enter();
        ASSERT_TRUE(QTest::qWaitFor([&] { return prompts() > before; }, 10'000))
            << view().screenText().toStdString();
        QTest::qWait(50);
    }
    static std::uint64_t prompts() {
        return view().session()->look([](terminal::Screen& screen) { return screen.prompts(); });
    }
    static int shellsOn(const QString& node) {
        return nodes->type(node, u"pgrep -fc '[b]ash --rcfile' || true"_s).trimmed().toInt();
    }
    static void picture(const QString& name) {
        const QDir folder(u"" PODWIRE_BINARY_DIR "/screenshots"_s);
        ASSERT_TRUE(folder.mkpath(u"."_s));
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            window->setTheme(mode);
            QTest::qWait(100);
            const QString scheme = mode == ThemeMode::Light ? u"light"_s : u"dark"_s;
            EXPECT_TRUE(window->grab().save(folder.filePath(name + u'-' + scheme + u".png"_s)));
        }
    }

    static inline test::RealNodes* nodes = nullptr;
    static inline MainWindow* window = nullptr;
    static inline app::Console* console = nullptr;
};

TEST_F(TerminalsOnRealNodes, AShellIsTheLoginUsersAndSpeaksUtf8) {
    open(u"node1"_s);
    EXPECT_TRUE(window->live()->find(u"terminalsDock"_s)->isInSight());
    run(u"id -un; printf 'Stra\\303\\237e \\346\\227\\245 \\342\\234\\223\\n'"_s);
    EXPECT_TRUE(shows(u"ubuntu\nStraße 日 ✓"_s)) << view().screenText().toStdString();
    run(u"ls --color=always / | head -3; printf '\\033[38;5;208morange\\033[0m \\033[7mreverse\\033[0m\\n'"_s);
    EXPECT_TRUE(shows(u"orange reverse"_s));
    picture(u"terminal"_s);
}

TEST_F(TerminalsOnRealNodes, ItHasTheSizeOfItsView) {
    const terminal::TerminalSize grid = view().gridSize();
    run(u"stty size"_s);
    EXPECT_TRUE(shows(u"%1 %2"_s.arg(grid.rows).arg(grid.columns))) << view().screenText().toStdString();
    view().session()->resize({200, 60});
    run(u"clear; stty size"_s);
    EXPECT_TRUE(shows(u"60 200"_s)) << view().screenText().toStdString();
    view().session()->resize(grid);
    run(u"clear"_s);
}

TEST_F(TerminalsOnRealNodes, ViWritesAFile) {
    type(u"vi /tmp/by-hand"_s);
    enter();
    ASSERT_TRUE(shows(u"/tmp/by-hand"_s));
    ASSERT_TRUE(QTest::qWaitFor([] {
        return view().session()->look([](terminal::Screen& screen) { return screen.isAlternate(); });
    }));
    type(u"ihello from vi"_s);
    QTest::keyClick(&view(), Qt::Key_Escape);
    QTest::qWait(100);
    picture(u"terminal-vi"_s);
    const auto before = prompts();
    type(u":wq"_s);
    enter();
    ASSERT_TRUE(QTest::qWaitFor([&] { return prompts() > before; }, 10'000));
    EXPECT_EQ(nodes->type(u"node1"_s, u"cat /tmp/by-hand"_s).trimmed(), u"hello from vi"_s);
}

TEST_F(TerminalsOnRealNodes, TopPaintsAndEnds) {
    type(u"top"_s);
    enter();
    EXPECT_TRUE(shows(u"%Cpu"_s)) << view().screenText().toStdString();
    EXPECT_TRUE(shows(u"COMMAND"_s));
    picture(u"terminal-top"_s);
    type(u"q"_s);
    EXPECT_TRUE(isAtPrompt());
}

TEST_F(TerminalsOnRealNodes, LessScrollsALongFile) {
    type(u"seq 1 5000 | less"_s);
    enter();
    ASSERT_TRUE(shows(u"\n3\n"_s));
    type(u"G"_s);
    EXPECT_TRUE(shows(u"\n5000\n"_s)) << view().screenText().toStdString();
    QTest::keyClick(&view(), Qt::Key_Home);
    EXPECT_TRUE(shows(u"1\n2\n"_s));
    type(u"q"_s);
    EXPECT_TRUE(isAtPrompt());
}

TEST_F(TerminalsOnRealNodes, TheHistoryIsThereAndControlCEndsAProgram) {
    run(u"clear; seq 1 2000"_s);
    EXPECT_GT(view().session()->look([](terminal::Screen& screen) { return screen.historySize(); }), 1900);
    type(u"sleep 100"_s);
    enter();
    EXPECT_TRUE(QTest::qWaitFor([] { return !view().session()->isAtPrompt(); }));
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(isAtPrompt());
}

TEST_F(TerminalsOnRealNodes, APasteRunsNothingByItself) {
    QApplication::clipboard()->setText(u"touch /tmp/pasted\x1b[201~\n"_s);
    QTest::keyClick(&view(), Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(shows(u"touch /tmp/pasted"_s));
    QTest::qWait(300);
    EXPECT_EQ(nodes->type(u"node1"_s, u"ls /tmp/pasted 2>/dev/null || echo none"_s).trimmed(), u"none"_s);
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(isAtPrompt());
}

TEST_F(TerminalsOnRealNodes, AStepsCommandIsTypedAndNotRun) {
    window->showStep(u"clusterip.vip"_s);
    CommandRow* const row = window->page()->view()->commands()->commands()->rows().front();
    auto* const typeIt = row->findChild<QToolButton*>(u"typeIt"_s);
    ASSERT_NE(typeIt, nullptr);
    typeIt->click();
    const QString command = text(row->resource().command);
    EXPECT_EQ(panel().current()->node(), text(row->resource().node));
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return view().screenText().remove(u'\n').contains(command.left(40)); }, 10'000))
        << view().screenText().toStdString();
    QTest::qWait(300);
    EXPECT_TRUE(view().session()->isAtPrompt()) << "it must not run";
    EXPECT_EQ(panel().current()->message(), QString());
    picture(u"terminal-typed"_s);
    typeIt->click();
    QTest::qWait(300);
    EXPECT_EQ(view().screenText().remove(u'\n').count(command.left(40)), 1)
        << "the second one takes its place";
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
}

TEST_F(TerminalsOnRealNodes, APodsShellSeesThePodsNetwork) {
    open(u"node1"_s, u"pod1a"_s);
    EXPECT_EQ(panel().current()->title(), u"node1 / pod1a"_s);
    run(u"id -un; ip netns identify; ip -4 -br addr"_s);
    EXPECT_TRUE(shows(u"ubuntu"_s));
    EXPECT_TRUE(shows(u"pod1a"_s));
    EXPECT_TRUE(shows(u"192.168.1."_s)) << view().screenText().toStdString();
    picture(u"terminal-pod"_s);
}

TEST_F(TerminalsOnRealNodes, AnEndedShellSaysSoAndStartsAgain) {
    type(u"exit 3"_s);
    enter();
    EXPECT_TRUE(QTest::qWaitFor([] { return panel().current()->hasEnded(); }, 10'000));
    EXPECT_TRUE(QTest::qWaitFor([] { return panel().current()->message().contains(u"status 3"_s); }));
    panel().current()->start();
    EXPECT_TRUE(isAtPrompt());
}

TEST_F(TerminalsOnRealNodes, ANodeHasRoomForFour) {
    while (panel().all().size() < 6) {
        panel().open(u"node1"_s, {});
    }
    const QList<TerminalTab*> tabs = panel().all();
    EXPECT_TRUE(std::any_of(tabs.begin(), tabs.end(), [](const TerminalTab* tab) {
        return tab->message().contains(u"4 terminals"_s);
    }));
    window->resize(1280, 720);
    picture(u"terminal-full"_s);
}

TEST_F(TerminalsOnRealNodes, AClosedTabLeavesNoShellBehind) {
    EXPECT_GE(shellsOn(u"node1"_s), 1);
    while (panel().current() != nullptr) {
        panel().closeCurrent();
    }
    EXPECT_TRUE(QTest::qWaitFor([] { return shellsOn(u"node1"_s) == 0; }, 10'000));
}

}  // namespace
}  // namespace podwire::ui
