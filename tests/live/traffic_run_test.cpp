// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_run.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

class TrafficRunTest : public ::testing::Test {
protected:
    TrafficRunTest() {
        request.node = "node2";
        request.address = "10.96.1.100";
        request.port = 8080;
    }

    static std::string line(int sequence) {
        return "r " + std::to_string(sequence) + " 10 20 4000 10.96.1.100 200 192.168.1.10 -\n";
    }

    void end(int status) {
        remote::Outcome outcome;
        outcome.ending = remote::Ending::Exit;
        outcome.exitCode = status;
        shell->end(outcome);
        QCoreApplication::processEvents();
    }

    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node2");
    session::LabSession session{{}, {{"node2", "10.0.0.2", shell, shell}}};
    TrafficRun run{session, shell};
    TrafficRequest request;
};

TEST_F(TrafficRunTest, TellsOfChangesTenTimesASecondAtMostAndOfTheEnd) {
    const QSignalSpy changed(&run, &TrafficRun::changed);
    ASSERT_TRUE(run.start(request));
    shell->say("begin 5\n");
    for (int i = 0; i < 30; ++i) {
        shell->say(line(i));
        QTest::qWait(10);
    }
    EXPECT_GE(changed.size(), 1);
    EXPECT_LE(changed.size(), 5) << "30 answers in about 300 ms";
    shell->say("end 30\n");
    end(0);
    EXPECT_EQ(run.state(), TrafficRun::State::Done);
    EXPECT_TRUE(run.isOver());
    EXPECT_EQ(run.tally().requests(), 30U);
    const double seconds = run.seconds();
    QTest::qWait(20);
    EXPECT_EQ(run.seconds(), seconds);
}

TEST_F(TrafficRunTest, ASecondStopEndsItAtOnce) {
    ASSERT_TRUE(run.start(request));
    shell->say("begin 5\n");
    run.stop();
    EXPECT_EQ(run.state(), TrafficRun::State::Stopping);
    EXPECT_FALSE(shell->wasCancelled(0));
    run.stop();
    EXPECT_TRUE(shell->wasCancelled(0));
}

TEST_F(TrafficRunTest, SaysWhyThereIsNoForecast) {
    ASSERT_TRUE(run.start(request));
    EXPECT_FALSE(run.judged().hasForecast);
    EXPECT_EQ(run.judged().why, "The state of node2 is not known.");
}

TEST_F(TrafficRunTest, AGeneratorThatFailsIsBroken) {
    ASSERT_TRUE(run.start(request));
    shell->complain("no python3");
    end(127);
    EXPECT_EQ(run.state(), TrafficRun::State::Broken);
    EXPECT_EQ(run.problem().detail, "no python3");
}

}  // namespace
}  // namespace podwire::live
