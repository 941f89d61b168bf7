// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_docks.h"

#include <gtest/gtest.h>

#include <QTest>

#include "tests/support/fake_shell.h"
#include "tests/support/small_lab.h"
#include "tests/support/talking_shell.h"
#include "ui/window/dock.h"

namespace podwire::ui {
namespace {

class LiveDocksTest : public ::testing::Test {
protected:
    LiveDocksTest() {
        window.resize(1200, 700);
        window.setCentralWidget(new QWidget);
        docks->setSession(&session);
        window.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
        raise("conntrackDock");
    }
    ~LiveDocksTest() override { docks->setSession(nullptr); }

    void raise(const char* name) {
        docks->find(QLatin1String(name))->raise();
        EXPECT_TRUE(seen(name));
    }
    [[nodiscard]] bool seen(const char* name) const {
        const Dock* const dock = docks->find(QLatin1String(name));
        return QTest::qWaitFor([&] { return !dock->visibleRegion().isEmpty(); }, 1000);
    }

    std::shared_ptr<test::TalkingShell> streams = std::make_shared<test::TalkingShell>("node1");
    session::LabSession session{test::smallLab(),
                                {{"node1", "10.0.0.1", std::make_shared<test::FakeShell>("node1"), streams}}};
    QMainWindow window;
    LiveDocks* docks = new LiveDocks(window);
};

TEST_F(LiveDocksTest, ARuleThatIsWantedBringsTheChainsUp) {
    Q_EMIT docks->selection().ruleWanted({QStringLiteral("node1"), {}, {}, {}, {}, {}});
    EXPECT_TRUE(seen("chainsDock"));
    raise("conntrackDock");
    docks->find(QStringLiteral("chainsDock"))->hide();
    Q_EMIT docks->selection().ruleWanted({QStringLiteral("node1"), {}, {}, {}, {}, {}});
    EXPECT_TRUE(seen("chainsDock"));
}

TEST_F(LiveDocksTest, RoutesThatAreWantedBringTheRoutesUp) {
    Q_EMIT docks->selection().routesWanted(QStringLiteral("node1"), {}, {});
    EXPECT_TRUE(seen("routesDock"));
}

TEST_F(LiveDocksTest, AWalkThatIsWantedBringsTheWalkUpARuleThatIsShownNothing) {
    Q_EMIT docks->selection().walkWanted(QStringLiteral("node1"), {}, QStringLiteral("10.96.1.100:8080"));
    EXPECT_TRUE(seen("walkDock"));
    Q_EMIT docks->selection().ruleShown({QStringLiteral("node1"), {}, {}, {}, {}, {}});
    EXPECT_TRUE(seen("walkDock"));
}

TEST_F(LiveDocksTest, ANodeIsShownByAPanelThatIsInSightAlready) {
    raise("dnsDock");
    Q_EMIT docks->selection().nodeWanted(QStringLiteral("node1"), {});
    EXPECT_TRUE(docks->find(QStringLiteral("chainsDock"))->visibleRegion().isEmpty());
    EXPECT_TRUE(seen("dnsDock"));
}

TEST_F(LiveDocksTest, ANodeIsShownByAPanelThatIsOpenBehindOthers) {
    docks->find(QStringLiteral("chainsDock"))->hide();
    Q_EMIT docks->selection().nodeWanted(QStringLiteral("node1"), {});
    EXPECT_TRUE(seen("routesDock"));
    EXPECT_TRUE(docks->find(QStringLiteral("chainsDock"))->isHidden());
}

TEST_F(LiveDocksTest, ANodeIsShownByTheChainsWhenNothingElseIsOpen) {
    for (const char* name : {"chainsDock", "routesDock", "dnsDock"}) {
        docks->find(QLatin1String(name))->hide();
    }
    Q_EMIT docks->selection().nodeWanted(QStringLiteral("node1"), {});
    EXPECT_TRUE(seen("chainsDock"));
}

TEST_F(LiveDocksTest, WithoutASessionNothingComesUp) {
    docks->setAvailable(false);
    Q_EMIT docks->selection().ruleWanted({QStringLiteral("node1"), {}, {}, {}, {}, {}});
    EXPECT_TRUE(docks->find(QStringLiteral("chainsDock"))->isHidden());
}

}  // namespace
}  // namespace podwire::ui
