// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/stream.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTest>
#include <string>

#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

class Notes : public StreamReader {
public:
    void begun() override { text += "<"; }
    void out(std::string_view bytes) override { text += bytes; }
    void err(std::string_view bytes) override { text += "!" + std::string(bytes); }
    std::string text;
};

class StreamTest : public ::testing::Test {
protected:
    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node1");
    std::shared_ptr<Notes> notes = std::make_shared<Notes>();
    Stream stream{shell, "watch this", notes};

    static remote::Outcome lost() {
        remote::Outcome outcome;
        outcome.reason = "no answer";
        return outcome;
    }
};

TEST_F(StreamTest, NothingRunsUntilSomebodyNeedsIt) {
    EXPECT_EQ(shell->started(), 0U);
    const auto need = stream.need();
    ASSERT_EQ(shell->started(), 1U);
    EXPECT_EQ(shell->command(0).argv.back(), "watch this");
    EXPECT_EQ(stream.state(), Stream::State::Opening);
    shell->say("hello");
    QCoreApplication::processEvents();
    EXPECT_EQ(stream.state(), Stream::State::Running);
    EXPECT_EQ(notes->text, "<hello");
}

TEST_F(StreamTest, TwoThatNeedItShareOneCommandAndTheLastEndsIt) {
    auto one = stream.need();
    auto two = stream.need();
    EXPECT_EQ(shell->started(), 1U);
    shell->say("x");
    one.reset();
    QTest::qWait(2300);
    EXPECT_FALSE(shell->wasCancelled(0));
    two.reset();
    QTest::qWait(2300);
    EXPECT_TRUE(shell->wasCancelled(0));
    EXPECT_EQ(stream.state(), Stream::State::Off);
}

TEST_F(StreamTest, AShortAbsenceCostsNoNewCommand) {
    auto need = stream.need();
    need.reset();
    QTest::qWait(200);
    need = stream.need();
    QTest::qWait(2300);
    EXPECT_EQ(shell->started(), 1U);
    EXPECT_FALSE(shell->wasCancelled(0));
}

TEST_F(StreamTest, ALostConnectionIsToldAndTheCommandStartedAgain) {
    const auto need = stream.need();
    shell->say("a");
    shell->end(lost());
    QCoreApplication::processEvents();
    EXPECT_EQ(stream.state(), Stream::State::Broken);
    EXPECT_EQ(stream.problem().kind, ErrorKind::Lost);
    ASSERT_TRUE(QTest::qWaitFor([&] { return shell->started() == 2; }, 2000));
    EXPECT_EQ(stream.state(), Stream::State::Broken);  // until it speaks
    shell->say("b");
    QCoreApplication::processEvents();
    EXPECT_EQ(stream.state(), Stream::State::Running);
    EXPECT_EQ(notes->text, "<a<b");
}

TEST_F(StreamTest, ANewScriptTakesThePlaceOfTheOldOneOnceThatHasEnded) {
    const auto need = stream.need();
    stream.setScript("watch that");
    EXPECT_TRUE(shell->wasCancelled(0));
    EXPECT_EQ(shell->started(), 1U);
    remote::Outcome cancelled;
    cancelled.ending = remote::Ending::Cancelled;
    shell->end(cancelled);
    QCoreApplication::processEvents();
    ASSERT_EQ(shell->started(), 2U);
    EXPECT_EQ(shell->command(1).argv.back(), "watch that");
}

TEST_F(StreamTest, WhatIsWrittenGoesToTheCommandThatRuns) {
    stream.write("nobody there");
    const auto need = stream.need();
    stream.write("chains nat\n");
    EXPECT_EQ(shell->written(0), "chains nat\n");
}

TEST_F(StreamTest, ANeedMayOutliveTheStream) {
    std::shared_ptr<void> need;
    {
        Stream other(shell, "other", notes);
        need = other.need();
    }
    EXPECT_TRUE(shell->wasCancelled(0));
    need.reset();
    QCoreApplication::processEvents();
}

}  // namespace
}  // namespace podwire::live
