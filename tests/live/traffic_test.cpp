// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QTest>

#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

class TrafficTest : public ::testing::Test {
protected:
    TrafficTest() {
        request.node = "node2";
        request.address = "10.96.1.100";
        request.port = 8080;
        QObject::connect(&traffic, &Traffic::answered, &traffic, [this](const auto& results) {
            ++batches;
            answers += results.size();
        });
        QObject::connect(&traffic, &Traffic::finished, &traffic,
                         [this](const TrafficEnd& end) { ends.push_back(end); });
    }

    static std::string line(int sequence) {
        return "r " + std::to_string(sequence) + " 10 20 4000 10.96.1.100 200 192.168.1.10 -\n";
    }

    static remote::Outcome exited(int status) {
        remote::Outcome outcome;
        outcome.ending = remote::Ending::Exit;
        outcome.exitCode = status;
        return outcome;
    }

    void end(const remote::Outcome& outcome) {
        shell->end(outcome);
        QCoreApplication::processEvents();
        ASSERT_EQ(ends.size(), 1U);
        EXPECT_EQ(traffic.state(), Traffic::State::Idle);
    }

    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node2");
    Traffic traffic{shell};
    TrafficRequest request;
    int batches = 0;
    std::size_t answers = 0;
    std::vector<TrafficEnd> ends;
};

TEST_F(TrafficTest, TellsResultsInBatchesAndThenTheEnd) {
    ASSERT_TRUE(traffic.start(request));
    EXPECT_EQ(traffic.state(), Traffic::State::Running);
    shell->say("begin 5\n" + line(0));
    for (int i = 1; i < 100; ++i) {
        shell->say(line(i));
        QCoreApplication::processEvents();
    }
    QTest::qWait(120);
    EXPECT_EQ(answers, 100U);
    EXPECT_LE(batches, 3) << "50 ms between them";
    EXPECT_EQ(traffic.began(), 5);
    shell->say(line(100) + "end 101\n");
    end(exited(0));
    EXPECT_EQ(answers, 101U) << "none is left behind";
    EXPECT_EQ(traffic.tally().hits().at("192.168.1.10"), 101U);
    EXPECT_EQ(ends.front().why, TrafficEnd::Why::Done);
}

TEST_F(TrafficTest, OneThatIsStoppedTakesWhatIsStillUnderWay) {
    ASSERT_TRUE(traffic.start(request));
    shell->say("begin 5\n");
    traffic.stop();
    traffic.stop();
    EXPECT_EQ(shell->written(0), "stop\n");
    EXPECT_EQ(traffic.state(), Traffic::State::Stopping);
    shell->say(line(0) + "end 1\n");
    end(exited(0));
    EXPECT_EQ(ends.front().why, TrafficEnd::Why::Stopped);
    EXPECT_EQ(traffic.tally().requests(), 1U);
}

TEST_F(TrafficTest, OneThatIsCancelledEndsAtOnce) {
    ASSERT_TRUE(traffic.start(request));
    traffic.cancel();
    EXPECT_TRUE(shell->wasCancelled(0));
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Cancelled;
    end(outcome);
    EXPECT_EQ(ends.front().why, TrafficEnd::Why::Stopped);
}

TEST_F(TrafficTest, ALostConnectionIsToldAndWhatCameIsKept) {
    ASSERT_TRUE(traffic.start(request));
    shell->say("begin 5\n" + line(0) + "r 1 10");
    remote::Outcome lost;
    lost.reason = "no answer";
    end(lost);
    EXPECT_EQ(ends.front().why, TrafficEnd::Why::Broken);
    EXPECT_EQ(ends.front().error.kind, ErrorKind::Lost);
    EXPECT_EQ(ends.front().error.detail, "no answer");
    EXPECT_EQ(traffic.tally().requests(), 1U);
}

TEST_F(TrafficTest, AGeneratorThatFailsSaysWhy) {
    ASSERT_TRUE(traffic.start(request));
    shell->complain(std::string(5000, 'x') + "Cannot open network namespace \"pod9\"");
    end(exited(1));
    EXPECT_EQ(ends.front().why, TrafficEnd::Why::Broken);
    EXPECT_EQ(ends.front().error.kind, ErrorKind::CommandFailed);
    EXPECT_TRUE(ends.front().error.detail.ends_with("namespace \"pod9\""));
    EXPECT_LE(ends.front().error.detail.size(), 1024U);
}

TEST_F(TrafficTest, RunsOneAtATimeAndEachBeginsAnew) {
    ASSERT_TRUE(traffic.start(request));
    EXPECT_EQ(traffic.start(request).error().kind, ErrorKind::Conflict);
    shell->say("begin 5\n" + line(0) + "end 1\n");
    end(exited(0));
    ASSERT_TRUE(traffic.start(request));
    EXPECT_EQ(shell->started(), 2U);
    EXPECT_EQ(traffic.tally().requests(), 0U);
    EXPECT_EQ(traffic.began(), 0);
}

TEST_F(TrafficTest, RefusesWhatIsNotValidOrOfAnotherNode) {
    request.concurrency = 0;
    EXPECT_EQ(traffic.start(request).error().kind, ErrorKind::InvalidInput);
    request.concurrency = 1;
    request.node = "node1";
    EXPECT_EQ(traffic.start(request).error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(shell->started(), 0U);
}

TEST(Traffic, EndsItsRunWhenItGoesAway) {
    const auto shell = std::make_shared<test::TalkingShell>("node2");
    TrafficRequest request;
    request.node = "node2";
    request.address = "10.96.1.100";
    {
        Traffic traffic(shell);
        ASSERT_TRUE(traffic.start(request));
    }
    EXPECT_TRUE(shell->wasCancelled(0));
    shell->say("begin 5\n");
    shell->end({});
    QCoreApplication::processEvents();
}

TEST(Traffic, ManyRunSideBySide) {
    const auto one = std::make_shared<test::TalkingShell>("node1");
    const auto two = std::make_shared<test::TalkingShell>("node2");
    Traffic first(one);
    Traffic second(two);
    TrafficRequest request;
    request.address = "10.96.1.100";
    request.node = "node1";
    ASSERT_TRUE(first.start(request));
    request.node = "node2";
    ASSERT_TRUE(second.start(request));
    two->say("begin 1\nr 0 1 1 1 - 0 - name\n");
    QTest::qWait(80);
    EXPECT_EQ(first.tally().requests(), 0U);
    EXPECT_EQ(second.tally().failures().at(TrafficFailure::Name), 1U);
}

}  // namespace
}  // namespace podwire::live
