// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "core/ssh/ssh_shell.h"
#include "tests/support/black_hole.h"
#include "tests/support/recorded_job.h"
#include "tests/support/status_log.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Ending;
using remote::Endpoint;
using remote::LinkState;
using remote::Outcome;
using testing::BlackHole;
using testing::commandOf;
using testing::RecordedJob;
using testing::StatusLog;
using testing::ThrowawaySshd;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

Endpoint at(std::variant<remote::TcpAddress, remote::UnixAddress> address) {
    Endpoint endpoint;
    endpoint.name = "node2";
    endpoint.address = std::move(address);
    endpoint.user = "nobody";
    endpoint.useAgent = false;
    endpoint.connectDeadline = 1'000ms;
    return endpoint;
}

/// What a command ends with where there is no node.
Outcome outcomeAt(Endpoint endpoint) {
    auto shell = makeShell(std::move(endpoint));
    const Outcome outcome = shell->runAndWait(commandOf({"true"}));
    EXPECT_EQ(outcome.ending, Ending::Lost);
    EXPECT_EQ(shell->status().state, LinkState::Waiting);
    EXPECT_EQ(shell->status().error.kind, outcome.cause);
    EXPECT_NE(shell->status().error.hint, "");
    return outcome;
}

TEST(Connecting, BeginsWithTheFirstCommandAndIsShown) {
    ThrowawaySshd sshd;
    auto shell = makeShell(sshd.endpoint());
    StatusLog log(*shell);
    EXPECT_EQ(shell->name(), "node1");
    EXPECT_EQ(shell->status().state, LinkState::Idle);
    EXPECT_TRUE(shell->runAndWait(commandOf({"true"})).succeeded());
    EXPECT_EQ(shell->status().state, LinkState::Connected);
    shell.reset();
    EXPECT_EQ(log.states(), (std::vector{LinkState::Connecting, LinkState::Connected, LinkState::Closed}));
}

TEST(Connecting, ToADeadPortIsRefusedAtOnceByName) {
    std::uint16_t dead = 0;
    { dead = BlackHole(BlackHole::Kind::AcceptsAndIsSilent).port(); }
    const Outcome outcome = outcomeAt(at(remote::TcpAddress{"127.0.0.1", dead}));
    EXPECT_EQ(outcome.cause, ErrorKind::Unreachable);
    EXPECT_NE(outcome.reason.find(
                  "node2 does not answer: Connection refused (127.0.0.1:" + std::to_string(dead) + ")"),
              std::string::npos)
        << outcome.reason;
    EXPECT_LT(outcome.duration, 500ms);
}

TEST(Connecting, ToAMissingSocketSaysThatTheNodeIsNotRunning) {
    const Outcome outcome = outcomeAt(at(remote::UnixAddress{"/run/podwire-no-such-socket"}));
    EXPECT_EQ(outcome.cause, ErrorKind::Unreachable);
    EXPECT_NE(outcome.reason.find(
                  "node2 does not answer: No such file or directory (unix:/run/podwire-no-such-socket)"),
              std::string::npos)
        << outcome.reason;
    EXPECT_NE(outcome.reason.find("not running"), std::string::npos);
}

TEST(Connecting, ToASocketPathThatIsTooLongIsRefused) {
    const Outcome outcome = outcomeAt(at(remote::UnixAddress{"/tmp/" + std::string(200, 'x')}));
    EXPECT_EQ(outcome.cause, ErrorKind::InvalidInput);
    EXPECT_NE(outcome.reason.find("107"), std::string::npos);
}

TEST(Connecting, ToAnUnknownNameSaysSo) {
    const Outcome outcome = outcomeAt(at(remote::TcpAddress{"no-such-host.invalid", 22}));
    EXPECT_EQ(outcome.cause, ErrorKind::Unreachable);
    EXPECT_NE(outcome.reason.find("no-such-host.invalid"), std::string::npos) << outcome.reason;
    EXPECT_LT(outcome.duration, 1'500ms);
}

class BlackHoles : public ::testing::TestWithParam<BlackHole::Kind> {};

TEST_P(BlackHoles, AreGivenUpAtTheConnectDeadline) {
    const BlackHole hole(GetParam());
    const Outcome outcome = outcomeAt(at(remote::TcpAddress{"127.0.0.1", hole.port()}));
    EXPECT_EQ(outcome.cause, ErrorKind::Unreachable);
    EXPECT_EQ(outcome.reason.find("node2 does not answer: "), 0U) << outcome.reason;
    EXPECT_GE(outcome.duration, 900ms);
    EXPECT_LT(outcome.duration, 2'000ms);
}

TEST_P(BlackHoles, DoNotHoldUpTheDestructor) {
    const BlackHole hole(GetParam());
    Endpoint endpoint = at(remote::TcpAddress{"127.0.0.1", hole.port()});
    endpoint.connectDeadline = 60s;
    auto shell = makeShell(endpoint);
    StatusLog log(*shell);
    RecordedJob job(*shell, commandOf({"true"}));
    ASSERT_TRUE(log.sees(LinkState::Connecting));
    std::this_thread::sleep_for(100ms);
    const auto start = Clock::now();
    shell.reset();
    EXPECT_LT(Clock::now() - start, 1s);
    ASSERT_TRUE(job.outcome(0s));
    EXPECT_EQ(job.outcome(0s)->ending, Ending::Cancelled);
}

TEST_P(BlackHoles, DoNotKeepACommandBeyondItsDeadline) {
    const BlackHole hole(GetParam());
    Endpoint endpoint = at(remote::TcpAddress{"127.0.0.1", hole.port()});
    endpoint.connectDeadline = 60s;
    auto shell = makeShell(endpoint);
    remote::Command command = commandOf({"true"});
    command.deadline = 300ms;
    const Outcome outcome = shell->runAndWait(command);
    EXPECT_EQ(outcome.ending, Ending::Timeout);
    EXPECT_EQ(outcome.reason, "no end within 300 ms, still waiting for the connection");
    RecordedJob job(*shell, commandOf({"true"}));
    job->cancel();
    ASSERT_TRUE(job.outcome(1s));
    EXPECT_EQ(job.outcome()->ending, Ending::Cancelled);
}

INSTANTIATE_TEST_SUITE_P(Tcp, BlackHoles,
                         ::testing::Values(BlackHole::Kind::AcceptsAndIsSilent,
                                           BlackHole::Kind::SwallowsPackets),
                         [](const auto& instance) {
                             return instance.index == 0 ? "ThatAcceptAndAreSilent" : "ThatSwallowPackets";
                         });

TEST(Connecting, ThatFailedIsReportedToCommandsThatComeRightAfterwardsWithoutAnotherAttempt) {
    auto shell = makeShell(at(remote::UnixAddress{"/run/podwire-no-such-socket"}));
    StatusLog log(*shell);
    const Outcome first = shell->runAndWait(commandOf({"true"}));
    const Outcome second = shell->runAndWait(commandOf({"true"}));
    EXPECT_EQ(second.ending, Ending::Lost);
    EXPECT_EQ(second.reason, first.reason);
    EXPECT_EQ(log.states(), (std::vector{LinkState::Connecting, LinkState::Waiting}));
}

TEST(Connecting, ThatFailedIsTriedAgainByItself) {
    ThrowawaySshd sshd;
    sshd.stop();
    auto shell = makeShell(sshd.endpoint());
    StatusLog log(*shell);
    EXPECT_EQ(shell->runAndWait(commandOf({"true"})).cause, ErrorKind::Unreachable);
    sshd.start();
    EXPECT_TRUE(log.sees(LinkState::Connected));
}

TEST(Connecting, ThatFailedIsTriedAgainAtOnceWhenSomebodyAsks) {
    ThrowawaySshd sshd;
    sshd.stop();
    auto shell = makeShell(sshd.endpoint());
    StatusLog log(*shell);
    EXPECT_EQ(shell->runAndWait(commandOf({"true"})).cause, ErrorKind::Unreachable);
    sshd.start();
    const auto start = Clock::now();
    shell->reconnect();
    EXPECT_TRUE(log.sees(LinkState::Connected));
    EXPECT_LT(Clock::now() - start, 700ms) << "the back-off is at least 750 ms";
}

TEST(Connecting, AgainAndAgainLeavesNoDescriptorOpen) {
    ThrowawaySshd sshd;
    const auto openFiles = [] {
        const std::filesystem::directory_iterator files("/proc/self/fd");
        return std::distance(begin(files), end(files));
    };
    const auto once = [&] {
        EXPECT_TRUE(makeShell(sshd.endpoint())->runAndWait(commandOf({"true"})).succeeded());
    };
    once();
    const auto before = openFiles();
    for (int i = 0; i < 5; ++i) {
        once();
    }
    EXPECT_EQ(openFiles(), before);
}

}  // namespace
}  // namespace podwire::ssh
