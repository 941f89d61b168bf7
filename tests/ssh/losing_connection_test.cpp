// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <signal.h>

#include <deque>
#include <thread>

#include "core/ssh/ssh_shell.h"
#include "tests/support/processes.h"
#include "tests/support/recorded_job.h"
#include "tests/support/status_log.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Ending;
using remote::Endpoint;
using remote::LinkState;
using remote::Outcome;
using testing::commandOf;
using testing::RecordedJob;
using testing::StatusLog;
using testing::ThrowawaySshd;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

class LosingTheConnection : public ::testing::TestWithParam<ThrowawaySshd::Behind> {
protected:
    LosingTheConnection() {
        Endpoint endpoint = sshd_.endpoint();
        endpoint.keepalive = 500ms;
        shell_ = makeShell(endpoint);
    }

    ThrowawaySshd sshd_{GetParam()};
    std::unique_ptr<remote::Shell> shell_;
};

TEST_P(LosingTheConnection, EndsAllCommandsAsLostAndTheNextOneConnectsAgain) {
    StatusLog log(*shell_);
    std::deque<RecordedJob> jobs;
    for (int i = 0; i < 3; ++i) {
        jobs.emplace_back(*shell_, testing::shellLine("echo up; sleep 100"));
        ASSERT_TRUE(jobs.back().printed("up"));
    }
    sshd_.signalConnections(SIGKILL);
    for (auto& job : jobs) {
        const auto outcome = job.outcome();
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome->ending, Ending::Lost);
        EXPECT_EQ(outcome->cause, ErrorKind::Lost);
        EXPECT_EQ(outcome->reason.find("node1 broke the connection"), 0U) << outcome->reason;
        EXPECT_EQ(job.ends(), 1);
    }
    EXPECT_EQ(shell_->runAndWait(testing::shellLine("echo back")).out, "back\n");
    EXPECT_EQ(log.states(), (std::vector{LinkState::Connecting, LinkState::Connected, LinkState::Waiting,
                                         LinkState::Connecting, LinkState::Connected}));
}

TEST_P(LosingTheConnection, IsFollowedByANewOneWithoutBeingAsked) {
    StatusLog log(*shell_);
    ASSERT_TRUE(shell_->runAndWait(commandOf({"true"})).succeeded());
    sshd_.signalConnections(SIGKILL);
    EXPECT_TRUE(log.sees(LinkState::Connected, 2));
}

TEST_P(LosingTheConnection, LeavesCommandsInTheQueueForTheNextConnection) {
    std::deque<RecordedJob> jobs;
    for (int i = 0; i < 8; ++i) {
        jobs.emplace_back(*shell_, testing::shellLine("echo up; sleep 100"));
        ASSERT_TRUE(jobs.back().printed("up"));
    }
    RecordedJob queued(*shell_, testing::shellLine("echo later"));
    std::this_thread::sleep_for(100ms);
    sshd_.signalConnections(SIGKILL);
    const auto outcome = queued.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->succeeded()) << outcome->reason;
    EXPECT_EQ(queued.out(), "later\n");
}

TEST_P(LosingTheConnection, IsNoticedWhenTheNodeJustStopsAnswering) {
    StatusLog log(*shell_);
    RecordedJob job(*shell_, testing::shellLine("echo up; sleep 100"));
    ASSERT_TRUE(job.printed("up"));
    const auto start = Clock::now();
    sshd_.signalConnections(SIGSTOP);
    const auto outcome = job.outcome();
    const auto took = Clock::now() - start;
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Lost);
    EXPECT_EQ(outcome->reason, "node1 gave no sign of life for 1500 ms");
    EXPECT_GT(took, 900ms);
    EXPECT_LT(took, 2'500ms);
    EXPECT_TRUE(log.sees(LinkState::Connected, 2)) << "a new connection is served by another sshd";
}

TEST_P(LosingTheConnection, IsNoticedInTheMiddleOfALargeInput) {
    remote::Command command = commandOf({"sh", "-c", "echo up; exec sleep 100"});
    command.input.assign(20'000'000, 'x');
    RecordedJob job(*shell_, command);
    ASSERT_TRUE(job.printed("up"));
    sshd_.signalConnections(SIGSTOP);
    const auto start = Clock::now();
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Lost);
    EXPECT_LT(Clock::now() - start, 4s);
}

TEST_P(LosingTheConnection, IsWhatTheEndOfTheGuardMeansAndTheNextGuardEndsWhatItLeft) {
    const std::string mark = testing::uniqueMark();
    RecordedJob job(*shell_, commandOf({"sh", "-c", "echo up; sleep 1000; true", mark}));
    ASSERT_TRUE(job.printed("up"));
    for (const pid_t child : testing::childrenOf(sshd_.connections().at(0))) {
        if (testing::readFile("/proc/" + std::to_string(child) + "/cmdline").find("forget)") !=
            std::string::npos) {
            ::kill(child, SIGKILL);
        }
    }
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Lost);
    EXPECT_EQ(outcome->reason, "node1 lost the guard of this connection");
    EXPECT_TRUE(shell_->runAndWait(commandOf({"true"})).succeeded());
    EXPECT_TRUE(testing::eventually([&] { return testing::processesWith(mark).empty(); }, 15s));
}

TEST_P(LosingTheConnection, DoesNotHoldUpTheDestructor) {
    RecordedJob reader(*shell_, testing::shellLine("echo up; sleep 100"));
    ASSERT_TRUE(reader.printed("up"));
    remote::Command command = commandOf({"sh", "-c", "sleep 100"});
    command.input.assign(50'000'000, 'x');
    RecordedJob writer(*shell_, command);
    std::this_thread::sleep_for(100ms);
    sshd_.signalConnections(SIGSTOP);
    std::this_thread::sleep_for(100ms);
    const auto start = Clock::now();
    shell_.reset();
    EXPECT_LT(Clock::now() - start, 1s);
}

TEST_P(LosingTheConnection, DoesNotHappenWhileTheNodeIsOnlySilent) {
    StatusLog log(*shell_);
    EXPECT_EQ(shell_->runAndWait(testing::shellLine("sleep 4; echo still here")).out, "still here\n");
    EXPECT_EQ(log.states(), (std::vector{LinkState::Connecting, LinkState::Connected}));
}

INSTANTIATE_TEST_SUITE_P(Sshd, LosingTheConnection,
                         ::testing::Values(ThrowawaySshd::Behind::UnixSocket, ThrowawaySshd::Behind::Tcp),
                         [](const auto& instance) {
                             return instance.param == ThrowawaySshd::Behind::Tcp ? "OverTcp"
                                                                                 : "OverUnixSocket";
                         });

}  // namespace
}  // namespace podwire::ssh
