// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <deque>
#include <thread>

#include "core/ssh/ssh_shell.h"
#include "tests/support/recorded_job.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Ending;
using remote::Outcome;
using testing::commandOf;
using testing::RecordedJob;
using testing::shellLine;
using testing::ThrowawaySshd;
using Clock = std::chrono::steady_clock;

std::chrono::milliseconds cpuTime() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval& time) {
        return std::chrono::milliseconds(time.tv_sec * 1000 + time.tv_usec / 1000);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

TEST(ManyCommands, RunEightAtOnceAndTheRestInOrder) {
    ThrowawaySshd sshd;
    auto shell = makeShell(sshd.endpoint());
    std::deque<RecordedJob> jobs;
    const std::string log = sshd.dir() / "order";
    const auto start = Clock::now();
    for (int i = 0; i < 20; ++i) {
        jobs.emplace_back(*shell, shellLine("echo " + std::to_string(i) + " >>" + log + "; sleep 0.5"));
    }
    for (auto& job : jobs) {
        const auto outcome = job.outcome();
        ASSERT_TRUE(outcome);
        EXPECT_TRUE(outcome->succeeded()) << outcome->reason;
    }
    const auto took = Clock::now() - start;
    EXPECT_GE(took, std::chrono::milliseconds(1'450)) << "twenty in less than three rounds";
    EXPECT_LT(took, std::chrono::milliseconds(4'000));

    std::istringstream lines(testing::readFile(log));
    std::vector<int> begun;
    for (int number = 0; lines >> number;) {
        begun.push_back(number);
    }
    ASSERT_EQ(begun.size(), 20U);
    std::sort(begun.begin(), begun.begin() + 8);
    std::sort(begun.begin() + 8, begun.begin() + 16);
    EXPECT_TRUE(std::is_sorted(begun.begin(), begun.begin() + 16));
}

TEST(ManyCommands, AllSucceedThoughTheNodeOpensFewerChannelsThanWeWant) {
    ThrowawaySshd sshd(ThrowawaySshd::Behind::UnixSocket, "MaxSessions 3");
    auto shell = makeShell(sshd.endpoint());
    std::deque<RecordedJob> jobs;
    for (int i = 0; i < 12; ++i) {
        jobs.emplace_back(*shell, shellLine("sleep 0.05; echo " + std::to_string(i)));
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const auto outcome = jobs[i].outcome();
        ASSERT_TRUE(outcome);
        EXPECT_TRUE(outcome->succeeded()) << outcome->reason;
        EXPECT_EQ(jobs[i].out(), std::to_string(i) + "\n");
    }
}

TEST(ManyCommands, SayWhyWhenTheNodeOpensNoChannelAtAll) {
    ThrowawaySshd sshd(ThrowawaySshd::Behind::UnixSocket, "MaxSessions 1");
    auto shell = makeShell(sshd.endpoint());
    const Outcome outcome = shell->runAndWait(commandOf({"true"}));
    EXPECT_EQ(outcome.ending, Ending::Lost);
    EXPECT_NE(outcome.reason.find("opens no channel"), std::string::npos) << outcome.reason;
}

class BigOutput : public ::testing::TestWithParam<const char*> {};

TEST_P(BigOutput, ArrivesWholeOnEightChannelsAtOnce) {
    constexpr std::size_t kBytes = 5'000'000;
    ThrowawaySshd sshd(ThrowawaySshd::Behind::UnixSocket, GetParam());
    auto shell = makeShell(sshd.endpoint());
    ASSERT_TRUE(shell->runAndWait(commandOf({"true"})).succeeded());
    const auto cpuBefore = cpuTime();
    const auto start = Clock::now();
    std::deque<RecordedJob> jobs;
    for (int i = 0; i < 8; ++i) {
        // Numbers in sequence: a byte that is missing, doubled or in the wrong place shows.
        jobs.emplace_back(*shell, shellLine("seq -w 9999999 | "
                                            "head -c " +
                                            std::to_string(kBytes)));
    }
    std::string expected;
    for (int number = 1; expected.size() < kBytes; ++number) {
        const std::string digits = std::to_string(number);
        expected += std::string(7 - digits.size(), '0') + digits + "\n";
    }
    expected.resize(kBytes);
    for (auto& job : jobs) {
        const auto outcome = job.outcome();
        ASSERT_TRUE(outcome);
        EXPECT_TRUE(outcome->succeeded()) << outcome->reason;
        EXPECT_TRUE(job.out() == expected);
    }
    RecordProperty("milliseconds", static_cast<int>((Clock::now() - start) / std::chrono::milliseconds(1)));
    RecordProperty("cpu_milliseconds", static_cast<int>((cpuTime() - cpuBefore).count()));
}

INSTANTIATE_TEST_SUITE_P(Sshd, BigOutput, ::testing::Values("", "RekeyLimit 1M"), [](const auto& instance) {
    return instance.index == 0 ? "Plain" : "WithNewKeysEveryMegabyte";
});

TEST(ManyCommands, CostNoProcessorTimeWhileTheyAreSilent) {
    ThrowawaySshd sshd;
    auto shell = makeShell(sshd.endpoint());
    std::deque<RecordedJob> jobs;
    for (int i = 0; i < 4; ++i) {
        jobs.emplace_back(*shell, shellLine("echo up; exec sleep 30"));
        ASSERT_TRUE(jobs.back().printed("up"));
    }
    const auto before = cpuTime();
    std::this_thread::sleep_for(std::chrono::seconds(1));
    EXPECT_LT(cpuTime() - before, std::chrono::milliseconds(20));
}

TEST(ManyCommands, TakeAFewMillisecondsEach) {
    ThrowawaySshd sshd;
    auto shell = makeShell(sshd.endpoint());
    ASSERT_TRUE(shell->runAndWait(commandOf({"true"})).succeeded());
    std::vector<double> times;
    for (int i = 0; i < 50; ++i) {
        const auto start = Clock::now();
        ASSERT_TRUE(shell->runAndWait(commandOf({"true"})).succeeded());
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    std::nth_element(times.begin(), times.begin() + 25, times.end());
    RecordProperty("median_milliseconds", std::to_string(times[25]));
    EXPECT_LT(times[25], 60.0) << "Nagle's algorithm or a poll without need is back";
}

}  // namespace
}  // namespace podwire::ssh
