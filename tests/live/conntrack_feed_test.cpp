// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/conntrack_feed.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

constexpr const char* kNew =
    "[1795441098.779229]\t    [NEW] ipv4     2 tcp      6 120 SYN_SENT src=10.0.0.1 dst=10.0.0.2 sport=45016 "
    "dport=80 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=80 dport=45016 id=33\n";
constexpr const char* kListed =
    "ipv4     2 tcp      6 99 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=7 dport=80 src=10.0.0.2 "
    "dst=10.0.0.1 sport=80 dport=7 [ASSURED] mark=0 use=1 id=44\n";

class ConntrackFeedTest : public ::testing::Test {
protected:
    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node1");
    ConntrackFeed feed{shell};
    std::shared_ptr<void> need = feed.need();

    static void settle() { QTest::qWait(120); }

    void listen() {
        shell->complain(
            "NOTICE: Netlink socket buffer size has been set to 16777216 bytes.\npodwire-drops 0\n");
        settle();
    }
    /// Of the last command.
    void finishDump(const char* lines) {
        shell->say(lines);
        remote::Outcome done;
        done.ending = remote::Ending::Exit;
        done.exitCode = 0;
        shell->end(done);
        settle();
    }
};

TEST_F(ConntrackFeedTest, TheTableIsReadOnceTheListenerIsThere) {
    ASSERT_EQ(shell->started(), 1U);
    shell->say(kNew);
    settle();
    EXPECT_EQ(shell->started(), 1U);
    listen();
    ASSERT_EQ(shell->started(), 2U);
    EXPECT_EQ(shell->command(1).argv.at(5), "-L");
    EXPECT_FALSE(feed.isComplete());
    finishDump(kListed);
    EXPECT_TRUE(feed.isComplete());
    EXPECT_EQ(feed.counts().flows, 1U);  // the dump did not name the other one any more
    EXPECT_EQ(feed.counts().events, 1U);
}

TEST_F(ConntrackFeedTest, ChangesAreToldTogether) {
    QSignalSpy changed(&feed, &ConntrackFeed::flowsChanged);
    std::string lines;
    for (int id = 100; id < 200; ++id) {
        std::string line = kNew;
        line.replace(line.rfind("33"), 2, std::to_string(id));
        shell->say(line);
    }
    settle();
    ASSERT_LE(changed.size(), 2);
    EXPECT_EQ(feed.counts().flows, 100U);
}

TEST_F(ConntrackFeedTest, EventsAreHandedOverOnlyWhenWanted) {
    QSignalSpy heard(&feed, &ConntrackFeed::eventsHeard);
    shell->say(kNew);
    settle();
    EXPECT_EQ(heard.size(), 0);
    feed.keepEvents(true);
    shell->say(kNew);
    shell->say("garbage\n");
    settle();
    EXPECT_EQ(heard.size(), 1);
    EXPECT_EQ(feed.counts().unreadable, 1U);
}

TEST_F(ConntrackFeedTest, WhatTheKernelDroppedIsCountedAndTheTableReadAgain) {
    listen();
    finishDump(kListed);
    shell->complain(0, "podwire-drops 214\n");
    settle();
    EXPECT_EQ(feed.counts().lost, 214U);
    ASSERT_EQ(feed.gaps().all().size(), 1U);
    EXPECT_EQ(feed.gaps().last().kind, Gap::Kind::Kernel);
    EXPECT_EQ(feed.gaps().last().lost, 214U);
    EXPECT_EQ(shell->started(), 3U);
    EXPECT_FALSE(feed.isComplete());
    EXPECT_TRUE(feed.gaps().last().lasts());
    finishDump(kListed);
    EXPECT_TRUE(feed.isComplete());
    EXPECT_FALSE(feed.gaps().last().lasts());
    shell->complain(0, "podwire-drops 214\npodwire-drops 220\n");
    settle();
    EXPECT_EQ(feed.counts().lost, 220U);
    ASSERT_EQ(feed.gaps().all().size(), 1U);  // the loss goes on
    EXPECT_EQ(feed.gaps().last().lost, 220U);
}

TEST_F(ConntrackFeedTest, ADumpThatFailsIsTriedAgain) {
    listen();
    remote::Outcome failed;
    failed.ending = remote::Ending::Exit;
    failed.exitCode = 1;
    shell->complain("Operation failed\n");
    shell->end(failed);
    settle();
    EXPECT_FALSE(feed.isComplete());
    EXPECT_NE(feed.problem().text().find("Operation failed"), std::string::npos);
    ASSERT_TRUE(QTest::qWaitFor([&] { return shell->started() == 3; }, 4000));
    finishDump(kListed);
    EXPECT_TRUE(feed.isComplete());
    EXPECT_TRUE(feed.problem().message.empty());
}

TEST_F(ConntrackFeedTest, ALostConnectionIsAGapUntilTheTableIsRightAgain) {
    listen();
    EXPECT_TRUE(feed.gaps().empty());
    finishDump(kListed);
    shell->end(0, remote::Outcome{});
    settle();
    ASSERT_EQ(feed.gaps().all().size(), 1U);
    EXPECT_EQ(feed.gaps().last().kind, Gap::Kind::Connection);
    EXPECT_TRUE(feed.gaps().last().lasts());
    EXPECT_FALSE(feed.isComplete());
    ASSERT_TRUE(QTest::qWaitFor([&] { return shell->started() == 3; }, 2000));
    listen();
    ASSERT_EQ(shell->started(), 4U);
    finishDump("");
    EXPECT_FALSE(feed.gaps().last().lasts());
    EXPECT_EQ(feed.counts().flows, 0U);
}

}  // namespace
}  // namespace podwire::live
