// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <thread>

#include "core/ssh/ssh_shell.h"
#include "tests/support/processes.h"
#include "tests/support/recorded_job.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Command;
using remote::Ending;
using remote::Outcome;
using testing::commandOf;
using testing::eventually;
using testing::processesWith;
using testing::RecordedJob;
using testing::shellLine;
using testing::ThrowawaySshd;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

class Stopping : public ::testing::Test {
protected:
    bool runs() const { return !processesWith(mark_).empty(); }
    bool isGone() const {
        return eventually([this] { return !runs(); }, 15s);
    }
    /// Prints "up", then is silent; the mark stays in the command line.
    Command silent() const { return commandOf({"sh", "-c", "echo up; sleep 1000; echo never", mark_}); }
    Command stubborn() const {
        return commandOf({"sh", "-c", "trap '' TERM HUP INT; echo up; while :; do sleep 1000; done", mark_});
    }

    std::string mark_ = testing::uniqueMark();
    ThrowawaySshd sshd_;
    std::unique_ptr<remote::Shell> shell_ = makeShell(sshd_.endpoint());
};

TEST_F(Stopping, ACancelledCommandIsGoneFromTheNode) {
    RecordedJob job(*shell_, silent());
    ASSERT_TRUE(job.printed("up"));
    ASSERT_TRUE(runs());
    const auto start = Clock::now();
    job->cancel();
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Cancelled);
    EXPECT_LT(Clock::now() - start, 1s);
    EXPECT_TRUE(isGone());
    job->cancel();
    EXPECT_EQ(job.ends(), 1);
}

TEST_F(Stopping, ACancelledCommandThatIgnoresSigtermIsKilled) {
    RecordedJob job(*shell_, stubborn());
    ASSERT_TRUE(job.printed("up"));
    job->cancel();
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Cancelled);
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, ACancelledCommandThatWasStoppedIsKilled) {
    RecordedJob job(*shell_, commandOf({"sh", "-c", "echo up; kill -STOP $$", mark_}));
    ASSERT_TRUE(job.printed("up"));
    job->cancel();
    ASSERT_TRUE(job.outcome());
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, TheWholePipelineAndItsOwnProcessGroupsGo) {
    const std::string line = "echo up; timeout 1000 sh -c 'sleep 1000 | sleep 1000' " + mark_ + " | cat";
    RecordedJob job(*shell_, commandOf({"sh", "-c", line, mark_}));
    ASSERT_TRUE(job.printed("up"));
    ASSERT_TRUE(eventually([this] { return processesWith(mark_).size() >= 2; }));
    job->cancel();
    ASSERT_TRUE(job.outcome());
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, ADaemonThatACommandLeftBehindLivesOn) {
    const Outcome outcome = shell_->runAndWait(shellLine("setsid sleep 300." + std::to_string(::getpid()) +
                                                         " </dev/null >/dev/null 2>&1 & "
                                                         "nohup sh -c 'sleep 300' " +
                                                         mark_ + " >/dev/null 2>&1 & exit 0"));
    EXPECT_TRUE(outcome.succeeded());
    shell_.reset();
    std::this_thread::sleep_for(500ms);
    EXPECT_TRUE(runs());
    for (const pid_t pid : processesWith(mark_)) {
        ::kill(pid, SIGKILL);
    }
    for (const pid_t pid : processesWith("300." + std::to_string(::getpid()))) {
        ::kill(pid, SIGKILL);
    }
}

TEST_F(Stopping, ACommandWithOpenInputIsGoneToo) {
    Command command = commandOf({"sh", "-c", "echo up; cat", mark_});
    command.keepInputOpen = true;
    RecordedJob job(*shell_, command);
    ASSERT_TRUE(job.printed("up"));
    job->cancel();
    ASSERT_TRUE(job.outcome());
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, ACommandPastItsDeadlineTimesOutAndIsGone) {
    Command command = silent();
    command.deadline = 400ms;
    const Outcome outcome = shell_->runAndWait(command);
    EXPECT_EQ(outcome.ending, Ending::Timeout);
    EXPECT_EQ(outcome.reason, "no end within 400 ms");
    EXPECT_EQ(outcome.out, "up\n");
    EXPECT_GE(outcome.duration, 400ms);
    EXPECT_LT(outcome.duration, 1500ms);
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, TheIdleDeadlineCountsFromTheLastByte) {
    Command command =
        commandOf({"sh", "-c", "for i in 1 2 3 4; do echo $i; sleep 0.2; done; sleep 1000", mark_});
    command.idleDeadline = 500ms;
    const Outcome outcome = shell_->runAndWait(command);
    EXPECT_EQ(outcome.ending, Ending::Timeout);
    EXPECT_EQ(outcome.reason, "no output for 500 ms");
    EXPECT_EQ(outcome.out, "1\n2\n3\n4\n");
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, ACommandWithoutDeadlinesRunsOn) {
    Command command = shellLine("sleep 1; echo done");
    command.deadline = 0ms;
    EXPECT_EQ(shell_->runAndWait(command).out, "done\n");
}

TEST_F(Stopping, TheDeadlineCountsTheTimeInTheQueue) {
    std::deque<RecordedJob> blockers;
    for (int i = 0; i < 8; ++i) {
        blockers.emplace_back(*shell_, silent());
    }
    Command command = commandOf({"true"});
    command.deadline = 500ms;
    const Outcome outcome = shell_->runAndWait(command);
    EXPECT_EQ(outcome.ending, Ending::Timeout);
    EXPECT_EQ(outcome.reason, "no end within 500 ms, still in the queue");
}

TEST_F(Stopping, ACommandInTheQueueCanBeCancelled) {
    std::deque<RecordedJob> blockers;
    for (int i = 0; i < 8; ++i) {
        blockers.emplace_back(*shell_, silent());
    }
    ASSERT_TRUE(blockers.back().printed("up"));
    RecordedJob job(*shell_, commandOf({"true"}));
    job->cancel();
    const auto outcome = job.outcome(1s);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Cancelled);
}

TEST_F(Stopping, CancellingAtOnceLeavesNothingBehind) {
    ASSERT_TRUE(shell_->runAndWait(commandOf({"true"})).succeeded());
    for (int i = 0; i < 20; ++i) {
        RecordedJob job(*shell_, silent());
        std::this_thread::sleep_for(std::chrono::microseconds(300 * i));
        job->cancel();
        const auto outcome = job.outcome();
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome->ending, Ending::Cancelled);
    }
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, ACommandWhoseLoginShellIsSlowIsGoneWhenItWasCancelledBefore) {
    ASSERT_TRUE(shell_->runAndWait(commandOf({"true"})).succeeded());
    testing::writeFile(sshd_.home() + "/.bashrc", "sleep 4\n");
    RecordedJob job(*shell_, silent());
    std::this_thread::sleep_for(200ms);
    job->cancel();
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Cancelled);
    EXPECT_LT(outcome->duration, 4s);
    std::this_thread::sleep_for(2s);
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, DestroyingTheShellEndsItsCommandsHereAndThere) {
    RecordedJob polite(*shell_, silent());
    RecordedJob rude(*shell_, stubborn());
    ASSERT_TRUE(polite.printed("up"));
    ASSERT_TRUE(rude.printed("up"));
    const auto start = Clock::now();
    shell_.reset();
    EXPECT_LT(Clock::now() - start, 1s);
    ASSERT_TRUE(polite.outcome(0s));
    EXPECT_EQ(polite.outcome(0s)->ending, Ending::Cancelled);
    EXPECT_EQ(rude.outcome(0s)->ending, Ending::Cancelled);
    EXPECT_TRUE(isGone());
    polite->cancel();  // nothing to talk to any more: must be harmless
}

TEST_F(Stopping, TheLastOwnerOfTheShellMayBeItsOwnHandler) {
    auto owner = std::make_shared<std::unique_ptr<remote::Shell>>(std::move(shell_));
    std::promise<Ending> ended;
    (*owner)->run(commandOf({"true"}), [owner, &ended](const Outcome& outcome) {
        owner->reset();
        ended.set_value(outcome.ending);
    });
    EXPECT_EQ(ended.get_future().get(), Ending::Exit);
}

TEST_F(Stopping, AClientThatIsKilledLeavesNoCommandBehind) {
    const pid_t client =
        testing::spawn({PODWIRE_BINARY_DIR "/bin/ssh_client_to_be_killed", sshd_.dir() / "ssh.sock",
                        sshd_.dir() / "client_key", sshd_.dir() / "known_hosts", mark_, sshd_.dir() / "end"},
                       -1, sshd_.dir() / "client.log");
    for (const char* command : {"silent", "stubborn", "spared", "endless"}) {
        ASSERT_TRUE(eventually([&] { return processesWith(mark_ + command).size() == 1; })) << command;
    }
    testing::killAndReap(client);
    EXPECT_TRUE(isGone());
    EXPECT_TRUE(std::filesystem::exists(sshd_.dir() / "end"))
        << "a command that ends by itself when its input ends is spared";
}

TEST_F(Stopping, AnSshdThatIsKilledLeavesNoCommandBehind) {
    RecordedJob job(*shell_, silent());
    ASSERT_TRUE(job.printed("up"));
    sshd_.signalConnections(SIGKILL);
    ASSERT_TRUE(job.outcome());
    EXPECT_EQ(job.outcome()->ending, Ending::Lost);
    EXPECT_TRUE(isGone());
}

TEST_F(Stopping, TheRegistryOfTheGuardGoesWithIt) {
    RecordedJob job(*shell_, silent());
    ASSERT_TRUE(job.printed("up"));
    // The guard is the child of sshd whose last argument, the token, names the registry.
    std::string registry;
    for (const pid_t child : testing::childrenOf(sshd_.connections().at(0))) {
        const std::string line = testing::readFile("/proc/" + std::to_string(child) + "/cmdline");
        const std::string token = line.substr(line.rfind('\0', line.size() - 2) + 1, 32);
        if (std::filesystem::exists("/dev/shm/podwire-guard-" + token)) {
            registry = "/dev/shm/podwire-guard-" + token;
        }
    }
    ASSERT_NE(registry, "");
    shell_.reset();
    EXPECT_TRUE(eventually([&] { return !std::filesystem::exists(registry); }));
}

}  // namespace
}  // namespace podwire::ssh
