// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/net_feed.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/fixture.h"
#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

using testing::fixture;

class NetFeedTest : public ::testing::Test {
protected:
    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node1");
    NetFeed feed{shell};
    QSignalSpy changed{&feed, &NetFeed::changed};
};

TEST_F(NetFeedTest, KnowsTheNodeOnceItWasLookedAt) {
    EXPECT_TRUE(feed.snapshot()->namespaces->empty());
    const auto need = feed.need();
    shell->say(fixture("live/node1.frames"));
    ASSERT_TRUE(changed.wait(1000));
    EXPECT_NE(feed.snapshot()->find("pod1b"), nullptr);
    EXPECT_EQ(feed.state(), Stream::State::Running);
    EXPECT_TRUE(feed.gaps().empty());
}

TEST_F(NetFeedTest, ABurstIsToldAFewTimesAndItsEndIsKept) {
    const auto need = feed.need();
    shell->say(fixture("live/node1.frames"));
    for (int i = 0; i < 100; ++i) {
        shell->say("\036gone 5\npod1a\n\036whole 0\n\n");
        QCoreApplication::processEvents();
    }
    QTest::qWait(200);
    EXPECT_LE(changed.count(), 5);
    EXPECT_EQ(feed.snapshot()->find("pod1a"), nullptr);
}

TEST_F(NetFeedTest, ALostConnectionLeavesAGapThatEndsWithTheNextLook) {
    const auto need = feed.need();
    shell->say(fixture("live/node1.frames"));
    ASSERT_TRUE(changed.wait(1000));
    shell->end({});
    QCoreApplication::processEvents();
    ASSERT_EQ(feed.gaps().all().size(), 1U);
    EXPECT_TRUE(feed.gaps().last().lasts());
    EXPECT_EQ(feed.gaps().last().from, feed.snapshot()->when);
    EXPECT_NE(feed.snapshot()->find("pod1a"), nullptr);  // what was seen last stays
    ASSERT_TRUE(QTest::qWaitFor([&] { return shell->started() == 2; }, 2000));
    shell->say(fixture("live/node2.frames"));
    ASSERT_TRUE(changed.wait(1000));
    ASSERT_EQ(feed.gaps().all().size(), 1U);
    EXPECT_EQ(feed.gaps().last().to, feed.snapshot()->when);
    EXPECT_EQ(feed.snapshot()->find("pod1a"), nullptr);
}

}  // namespace
}  // namespace podwire::live
