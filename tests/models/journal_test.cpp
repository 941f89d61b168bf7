// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/journal.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/support/small_lab.h"

namespace podwire::models {
namespace {

using plan::StepState;

session::CommandReport report(int index, const char* command, bool finished) {
    session::CommandReport result;
    result.index = index;
    result.step = QStringLiteral("service.rules");
    result.node = QStringLiteral("node1");
    result.command = QString::fromLatin1(command);
    result.finished = finished;
    result.ok = finished;
    return result;
}

plan::CheckResult checkResult(const char* id, bool ok) {
    plan::CheckResult result;
    result.check = id;
    result.ok = ok;
    return result;
}

class JournalTest : public testing::Test {
protected:
    const QString checkId = QStringLiteral("service.rules/after/1");
    lab::Lab lab = test::smallLab();
    Journal journal;
};

TEST_F(JournalTest, RemembersTheLastReportOfACommandOnItsNode) {
    journal.noteRunStarted({});
    journal.noteCommand(report(0, "true", false));
    journal.noteCommand(report(0, "true", true));
    const auto* known = journal.command(QStringLiteral("node1"), QStringLiteral("true"));
    ASSERT_NE(known, nullptr);
    EXPECT_TRUE(known->finished);
    EXPECT_EQ(journal.command(QStringLiteral("node2"), QStringLiteral("true")), nullptr);
}

TEST_F(JournalTest, ARunHoldsEachCommandOnceInTheOrderOfTheirStart) {
    journal.noteRunStarted({plan::Request::Verb::Apply, {"service.rules"}});
    journal.noteCommand(report(0, "first", false));
    journal.noteCommand(report(1, "second", false));
    journal.noteCommand(report(0, "first", true));
    ASSERT_TRUE(journal.lastRun().has_value());
    ASSERT_EQ(journal.lastRun()->commands.size(), 2U);
    EXPECT_TRUE(journal.lastRun()->commands[0].finished);
    EXPECT_FALSE(journal.lastRun()->commands[1].finished);
    EXPECT_FALSE(journal.lastRun()->finished);
}

TEST_F(JournalTest, TheNextRunReplacesTheLast) {
    journal.noteRunStarted({});
    journal.noteCommand(report(0, "first", true));
    journal.noteRunFinished({});
    journal.noteRunStarted({plan::Request::Verb::Undo, {"service.rules"}});
    EXPECT_TRUE(journal.lastRun()->commands.empty());
    EXPECT_FALSE(journal.lastRun()->finished);
}

TEST_F(JournalTest, ARunThatWasRefusedIsKeptAsAFinishedOne) {
    session::RunReport refused;
    refused.error.kind = ErrorKind::Conflict;
    journal.noteRunFinished(refused);
    ASSERT_TRUE(journal.lastRun().has_value());
    EXPECT_TRUE(journal.lastRun()->finished);
    EXPECT_EQ(journal.lastRun()->report.error.kind, ErrorKind::Conflict);
}

TEST_F(JournalTest, ACheckRunsAndThenHasAResult) {
    EXPECT_FALSE(journal.check(checkId).result.has_value());
    journal.noteCheckStarted(checkId);
    EXPECT_TRUE(journal.check(checkId).running);
    journal.noteCheckFinished(checkResult("service.rules/after/1", true));
    EXPECT_FALSE(journal.check(checkId).running);
    ASSERT_TRUE(journal.check(checkId).result.has_value());
    EXPECT_TRUE(journal.check(checkId).result->ok);
}

TEST_F(JournalTest, ChecksThatNeverEndedAreNotRunningForEver) {
    journal.noteCheckStarted(checkId);
    journal.noteChecksFinished();
    EXPECT_FALSE(journal.check(checkId).running);
}

TEST_F(JournalTest, AResultIsStaleOnceAStepChangedItsState) {
    journal.noteStates(test::assessmentOf(lab, {}));
    journal.noteCheckFinished(checkResult("service.rules/after/1", true));
    journal.noteStates(test::assessmentOf(lab, {}));
    EXPECT_FALSE(journal.check(checkId).stale);
    const QSignalSpy changes(&journal, &Journal::checkChanged);
    journal.noteStates(test::assessmentOf(lab, {{"service.route", StepState::Applied}}));
    EXPECT_TRUE(journal.check(checkId).stale);
    EXPECT_EQ(changes.size(), 1);
}

TEST_F(JournalTest, ANodeThatCouldNotBeReadForAWhileMakesNothingStale) {
    journal.noteStates(test::assessmentOf(lab, {}));
    journal.noteCheckFinished(checkResult("service.rules/after/1", true));
    journal.noteStates(test::assessmentOf(lab, {{"service.rules", StepState::Unknown}}));
    journal.noteStates(test::assessmentOf(lab, {}));
    EXPECT_FALSE(journal.check(checkId).stale);
}

TEST_F(JournalTest, FollowingAnotherSessionForgetsAll) {
    journal.noteRunStarted({});
    journal.noteCheckFinished(checkResult("service.rules/after/1", true));
    journal.follow(nullptr);
    EXPECT_FALSE(journal.lastRun().has_value());
    EXPECT_FALSE(journal.check(checkId).result.has_value());
}

}  // namespace
}  // namespace podwire::models
