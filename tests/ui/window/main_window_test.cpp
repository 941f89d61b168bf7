// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/temp_dir.h"
#include "ui/doctor/diagnosis_card.h"
#include "ui/doctor/doctor_panel.h"
#include "ui/live/live_docks.h"
#include "ui/nodes/node_item.h"
#include "ui/nodes/nodes_panel.h"
#include "ui/problem/problem_page.h"
#include "ui/start/start_page.h"
#include "ui/step/action_bar.h"
#include "ui/step/commands_card.h"
#include "ui/step/confirm_strip.h"
#include "ui/step/step_header.h"
#include "ui/step/step_page.h"
#include "ui/step/step_view.h"
#include "ui/tree/chapter_tree.h"
#include "ui/widgets/auto_text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/error_box.h"
#include "ui/window/banner.h"
#include "ui/window/dock.h"
#include "ui/window/memory.h"
#include "ui/window/node_chip.h"
#include "ui/window/shortcuts_dialog.h"

namespace podwire::ui {
namespace {

class MainWindowTest : public ::testing::Test {
protected:
    MainWindowTest() {
        window.resize(1280, 720);
        window.show();
        window.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    }
    ~MainWindowTest() override {
        window.leaveSession();
        Theme::instance().setMode(ThemeMode::Light);
    }
    void open() { window.showSession(session, {QStringLiteral("local lab"), QDateTime::currentDateTime()}); }
    QString shown() const {
        return window.page()->view() == nullptr ? QString() : window.page()->view()->stepId();
    }
    void press(QAction* action) {
        QTest::keyClick(&window, Qt::Key(action->shortcut()[0].key()),
                        action->shortcut()[0].keyboardModifiers());
    }

    std::vector<QString> panelsInSight() const {
        std::vector<QString> names;
        for (const auto* dock : window.findChildren<Dock*>()) {
            EXPECT_EQ(dock->isInSight(), dock->widget()->isVisible()) << dock->objectName().toStdString();
            if (dock->isInSight()) {
                names.push_back(dock->objectName());
            }
        }
        return names;
    }

    std::shared_ptr<test::FakeShell> node1 = std::make_shared<test::FakeShell>("node1");
    std::shared_ptr<test::FakeShell> node2 = std::make_shared<test::FakeShell>("node2");
    session::LabSession session{test::smallLab(),
                                {{"node1", "10.0.0.1", node1, {}}, {"node2", "10.0.0.2", node2, {}}}};
    MainWindow window;
};

TEST_F(MainWindowTest, OpensOnTheFirstStepAndThenOnTheLastOneSeen) {
    open();
    EXPECT_EQ(shown(), QStringLiteral("overview.read"));
    window.showStep(QStringLiteral("service.route"));
    EXPECT_EQ(window.tree()->selected(), QStringLiteral("service.route"));
    open();
    EXPECT_EQ(shown(), QStringLiteral("service.route"));
    window.showStep(QStringLiteral("overview.read"));
}

TEST_F(MainWindowTest, TheKeyboardGoesThroughTheChapter) {
    open();
    window.showStep(QStringLiteral("overview.read"));
    press(window.actions().next);
    EXPECT_EQ(shown(), QStringLiteral("service.rules"));
    press(window.actions().previous);
    press(window.actions().previous);
    EXPECT_EQ(shown(), QStringLiteral("overview.read"));
}

TEST_F(MainWindowTest, StatesAreUnknownAsLongAsNoNodeAnswers) {
    open();
    window.showStep(QStringLiteral("service.rules"));
    session.refresh();
    EXPECT_TRUE(QTest::qWaitFor([&] { return session.isFirstReadDone(); }, 2000));
    EXPECT_EQ(window.page()->view()->header()->stateText(), QStringLiteral("not known"));
    EXPECT_TRUE(window.page()->view()->commands()->actions()->primary()->isHidden());
}

TEST_F(MainWindowTest, AChipTellsHowItsNodeIsReached) {
    open();
    node1->setLink({remote::LinkState::Connected, {}});
    const auto says = [&](const QString& words) {
        return QTest::qWaitFor(
            [&] { return window.topBar()->chip(QStringLiteral("node1"))->accessibleName() == words; }, 2000);
    };
    EXPECT_TRUE(says(QStringLiteral("node1: connected")));
    node1->setLink({remote::LinkState::Waiting, {ErrorKind::Lost, "gone", {}, {}}});
    EXPECT_TRUE(says(QStringLiteral("node1: lost, will try again")));
}

TEST_F(MainWindowTest, NodesThatAreReadOnlySaySoAndTheirChangesAreGrey) {
    session::LabSession readOnly{
        test::smallLab(), {{"node1", "10.0.0.1", node1, {}, true}, {"node2", "10.0.0.2", node2, {}, true}}};
    window.showSession(readOnly, {QStringLiteral("hosts.yaml"), {}, QStringLiteral("ssh")});
    EXPECT_TRUE(window.topBar()->readOnlyBadge()->isVisible());
    EXPECT_EQ(window.topBar()->readOnlyBadge()->text(), QStringLiteral("read-only"));
    EXPECT_TRUE(window.nodesPanel()->item(QStringLiteral("node1"))->saysReadOnly());
    EXPECT_TRUE(window.topBar()
                    ->chip(QStringLiteral("node1"))
                    ->accessibleName()
                    .endsWith(QStringLiteral("read-only")));
    for (const QAction* action : {window.actions().apply, window.actions().undo, window.actions().check}) {
        EXPECT_FALSE(action->isEnabled()) << action->text().toStdString();
    }
    EXPECT_TRUE(window.actions().next->isEnabled());
    window.leaveSession();
    open();
    EXPECT_FALSE(window.topBar()->readOnlyBadge()->isVisible());
    EXPECT_TRUE(window.actions().apply->isEnabled());
}

TEST_F(MainWindowTest, OneReadOnlyNodeIsNamed) {
    session::LabSession mixed{test::smallLab(),
                              {{"node1", "10.0.0.1", node1, {}}, {"node2", "10.0.0.2", node2, {}, true}}};
    window.showSession(mixed, {QStringLiteral("hosts.yaml"), {}, QStringLiteral("ssh")});
    EXPECT_EQ(window.topBar()->readOnlyBadge()->text(), QStringLiteral("node2 read-only"));
    EXPECT_FALSE(window.nodesPanel()->item(QStringLiteral("node1"))->saysReadOnly());
    EXPECT_TRUE(window.actions().apply->isEnabled()) << "node1 takes changes";
    window.leaveSession();
}

TEST_F(MainWindowTest, AKeyThatWasRefusedIsToldWithWhatToDo) {
    open();
    node1->setLink(
        {remote::LinkState::Refused,
         {ErrorKind::HostKey, "the host key of node1 has changed: not connected", {}, "Remove its line."}});
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.banner()->words().contains(u"has changed"); }, 2000));
    EXPECT_TRUE(window.banner()->words().contains(u"Remove its line."));
}

TEST_F(MainWindowTest, OtherNodesCanBeChosenBesideAnOpenLab) {
    open();
    const QSignalSpy asked(&window, &MainWindow::connectRequested);
    window.actions().connectTo->trigger();
    EXPECT_EQ(asked.size(), 1);
    window.showConnections({"podwire", "multipass", {}, false});
    EXPECT_TRUE(window.start()->isVisible());
    EXPECT_TRUE(window.start()->backButton()->isVisible());
    window.start()->backButton()->click();
    EXPECT_TRUE(window.page()->isVisible());
    window.showStart(test::smallLab(), {});
    EXPECT_FALSE(window.start()->backButton()->isVisible()) << "there is nothing to go back to";
}

TEST_F(MainWindowTest, HostsOfAnInventoryAreLetGoOfNotStopped) {
    window.showSession(session, {QStringLiteral("hosts.yaml"), {}, QStringLiteral("ssh")});
    window.actions().powerOff->trigger();
    EXPECT_TRUE(window.banner()->words().startsWith(QStringLiteral("Disconnect")));
    EXPECT_EQ(window.actions().powerOff->text(), QStringLiteral("Disconnect"));
}

TEST_F(MainWindowTest, StoppingTheLabIsAskedForInTheWindow) {
    open();
    QSignalSpy stops(&window, &MainWindow::stopRequested);
    window.actions().powerOff->trigger();
    EXPECT_TRUE(stops.isEmpty());
    EXPECT_FALSE(window.banner()->isHidden());
    window.banner()->findChild<QPushButton*>(QStringLiteral("bannerYes"))->click();
    EXPECT_EQ(stops.size(), 1);
    EXPECT_TRUE(window.banner()->isHidden());
}

TEST_F(MainWindowTest, WithoutALabItShowsTheWayToStartOne) {
    window.showStart(test::smallLab(), {});
    EXPECT_TRUE(window.start()->isVisible());
    EXPECT_FALSE(window.actions().apply->isEnabled());
    QSignalSpy starts(&window, &MainWindow::startRequested);
    window.start()->startButton()->click();
    EXPECT_EQ(starts.size(), 1);
    window.setPower(LabPower::Starting);
    EXPECT_FALSE(window.start()->startButton()->isEnabled());
    window.setPower(LabPower::Down);
    window.showError({ErrorKind::NotFound, "No debootstrap", {}, "Install it."});
    EXPECT_EQ(window.start()->error()->words(), QStringLiteral("No debootstrap"));
}

TEST_F(MainWindowTest, APacketOfThePageIsFollowedByThePanels) {
    const QSignalSpy wanted(&window.live()->selection(), &Selection::walkWanted);
    open();
    Q_EMIT window.page()->walkWanted(QStringLiteral("node2"), {}, QStringLiteral("10.96.1.100:8080"));
    ASSERT_EQ(wanted.count(), 1);
    EXPECT_EQ(wanted.front().at(2).toString(), QStringLiteral("10.96.1.100:8080"));
}

TEST_F(MainWindowTest, ABrokenLabIsAPageWithPlaces) {
    yaml::Diagnostic diagnostic;
    diagnostic.where = {"parts/a.yaml", 12, 7};
    diagnostic.message = "unknown key: aply";
    diagnostic.hint = "Did you mean apply?";
    window.showProblems(QStringLiteral("/lab"), yaml::Diagnostics(1, diagnostic));
    ASSERT_TRUE(window.problems()->isVisible());
    EXPECT_EQ(window.problems()->lines().first(),
              QStringLiteral("parts/a.yaml:12:7: unknown key: aply\nDid you mean apply?"));
}

TEST_F(MainWindowTest, AnErrorOverASessionIsABanner) {
    open();
    window.showError({ErrorKind::CommandFailed, "It failed", {}, {}});
    EXPECT_EQ(window.banner()->words(), QStringLiteral("It failed"));
}

TEST_F(MainWindowTest, TheThemeCanBeSwitchedAndIsRemembered) {
    open();
    const QColor before = window.grab().toImage().pixelColor(640, 60);
    Q_EMIT window.topBar()->themeToggled();
    EXPECT_EQ(Theme::instance().scheme(), Scheme::Dark);
    EXPECT_NE(window.grab().toImage().pixelColor(640, 60), before);
    Q_EMIT window.topBar()->themeToggled();
    EXPECT_EQ(Theme::instance().scheme(), Scheme::Light);
}

TEST_F(MainWindowTest, ASessionCanGoAndAnotherCome) {
    open();
    window.showStart(test::smallLab(), {});
    EXPECT_TRUE(shown().isEmpty());
    open();
    EXPECT_FALSE(shown().isEmpty());
}

TEST_F(MainWindowTest, TheKeysAreListed) {
    const ShortcutsDialog dialog(window.actions().withKeys());
    QStringList words;
    for (const QLabel* label : dialog.findChildren<QLabel*>()) {
        words.append(label->text());
    }
    EXPECT_TRUE(words.contains(QStringLiteral("Ctrl+Return")));
    EXPECT_TRUE(words.contains(QStringLiteral("Run checks")));
}

void expectNothingCutOff(const StepPage& page) {
    const auto texts = page.findChildren<AutoText*>();
    EXPECT_GE(texts.size(), 2);
    for (const AutoText* view : texts) {
        if (view->isVisible()) {
            EXPECT_GE(view->height(), view->document()->size().height()) << view->toPlainText().toStdString();
            EXPECT_EQ(view->verticalScrollBar()->value(), 0);
        }
    }
}

TEST_F(MainWindowTest, NoTextIsCutOff) {
    open();
    for (const char* step : {"overview.read", "service.rules"}) {
        window.showStep(QString::fromLatin1(step));
        window.grab();
        expectNothingCutOff(*window.page());
    }
}

TEST_F(MainWindowTest, NoTextIsCutOffOnAPageThatWasThereBeforeTheWindowWasShown) {
    memory::setLastStep(QStringLiteral("small"), QStringLiteral("overview.read"));
    MainWindow fresh;
    fresh.resize(1440, 900);
    fresh.showSession(session, {});
    fresh.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&fresh));
    QTest::qWait(50);
    fresh.grab();
    expectNothingCutOff(*fresh.page());
    fresh.leaveSession();
}

TEST_F(MainWindowTest, ALabWithNothingAppliedCannotBeReset) {
    open();
    EXPECT_FALSE(window.actions().reset->isEnabled()) << "nothing is known yet";
    EXPECT_FALSE(window.findChild<QPushButton*>(QStringLiteral("resetLab"))->isEnabled());
}

TEST_F(MainWindowTest, ResettingShowsFirstWhatWillChange) {
    remote::Outcome state;
    state.ending = remote::Ending::Exit;
    state.exitCode = 0;
    state.out = podwire::testing::readFile(std::string(PODWIRE_TEST_DATA) +
                                           "/observed/node2-legacy-and-ghost.txt");  // it has the lab's route
    node1->answer(state);
    node2->answer(state);
    open();
    session.refresh();
    auto* button = window.findChild<QPushButton*>(QStringLiteral("resetLab"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return button->isEnabled(); }));
    QSignalSpy runs(&session, &session::LabSession::runStarted);
    button->click();
    const ConfirmStrip* question = window.page()->view()->resetQuestion();
    EXPECT_TRUE(question->isVisible());
    EXPECT_TRUE(runs.isEmpty());
    question->findChild<QPushButton*>(QStringLiteral("confirmYes"))->click();
    ASSERT_EQ(runs.size(), 1);
    EXPECT_EQ(runs.at(0).at(0).value<plan::Request>().verb, plan::Request::Verb::Reset);
    EXPECT_FALSE(question->isVisible());
    EXPECT_FALSE(window.actions().reset->isEnabled()) << "one change at a time";
}

TEST_F(MainWindowTest, TheDoctorComesToTheFrontAndExaminesByAKey) {
    open();
    EXPECT_TRUE(window.doctor()->visibleRegion().isEmpty()) << "it waits behind the log";
    press(window.actions().examine);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.doctor()->visibleRegion().isEmpty(); }));
    EXPECT_TRUE(QTest::qWaitFor([&] { return window.doctor()->diagnosis() != nullptr; }));
    window.showStart(test::smallLab(), {});
    EXPECT_EQ(window.doctor()->diagnosis(), nullptr);
    EXPECT_FALSE(window.actions().examine->isEnabled());
}

TEST_F(MainWindowTest, TheFirstWindowFitsTheScreenWithItsTitleBar) {
    const MainWindow fresh;
    EXPECT_LT(fresh.height(), fresh.screen()->availableSize().height());
}

TEST_F(MainWindowTest, FitsASmallScreen) {
    open();
    window.showStep(QStringLiteral("service.rules"));
    window.resize(1280, 720);
    EXPECT_EQ(window.size(), QSize(1280, 720));
    EXPECT_LE(window.minimumSizeHint().width(), 1280);
    EXPECT_LE(window.minimumSizeHint().height(), 720);
}

TEST_F(MainWindowTest, PanelsBehindOtherTabsKnowThatNobodyLooks) {
    open();
    const auto only = [&](const char* name, const char* behind) {
        return QTest::qWaitFor([&] {
            const auto names = panelsInSight();
            return std::count(names.begin(), names.end(), QString::fromLatin1(name)) == 1 &&
                   std::count(names.begin(), names.end(), QString::fromLatin1(behind)) == 0;
        });
    };
    EXPECT_TRUE(only("chainsDock", "conntrackDock"));
    window.live()->find(QStringLiteral("conntrackDock"))->raise();
    EXPECT_TRUE(only("conntrackDock", "chainsDock"));
    Dock* const chains = window.live()->find(QStringLiteral("chainsDock"));
    chains->close();
    window.live()->find(QStringLiteral("conntrackDock"))->close();
    EXPECT_TRUE(QTest::qWaitFor([&] {
        const auto names = panelsInSight();
        return std::count_if(names.begin(), names.end(), [&](const QString& name) {
                   return window.dockWidgetArea(window.findChild<Dock*>(name)) == Qt::BottomDockWidgetArea;
               }) == 1;
    })) << "the one that takes their place";
    chains->show();
    chains->raise();
    EXPECT_TRUE(only("chainsDock", "conntrackDock"));
}

}  // namespace
}  // namespace podwire::ui
