// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/ssh/ssh_shell.h"
#include "tests/support/processes.h"
#include "tests/support/recorded_job.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Command;
using remote::Ending;
using testing::RecordedJob;
using testing::ThrowawaySshd;

Command onTerminal(const std::string& line, remote::TerminalSize size = {}) {
    Command command = testing::shellLine(line);
    command.keepInputOpen = true;
    command.deadline = std::chrono::milliseconds(0);
    command.terminal = size;
    return command;
}

class Terminal : public ::testing::Test {
protected:
    ThrowawaySshd sshd_;
    std::unique_ptr<remote::Shell> shell_ = makeShell(sshd_.endpoint());
};

TEST_F(Terminal, HasTheSizeAndTheKindThatWereAskedFor) {
    RecordedJob job(*shell_, onTerminal("stty size; echo $TERM $LANG ${LC_ALL-none}; tty", {132, 43}));
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->exitCode, 0) << outcome->reason << sshd_.log();
    EXPECT_EQ(job.out().substr(0, job.out().find("/dev/")), "43 132\r\nxterm-256color C.UTF-8 none\r\n");
    EXPECT_EQ(job.err(), "");
}

TEST_F(Terminal, GivesBothStreamsAsOutput) {
    RecordedJob job(*shell_, onTerminal("echo out; echo err >&2"));
    ASSERT_TRUE(job.outcome());
    EXPECT_EQ(job.out(), "out\r\nerr\r\n");
    EXPECT_EQ(job.err(), "");
}

TEST_F(Terminal, TakesWhatIsTypedAndControlKeysToo) {
    RecordedJob job(*shell_, onTerminal("trap 'echo interrupted; exit 7' INT; echo up; read line; "
                                        "echo \"<$line>\"; sleep 30 & wait"));
    ASSERT_TRUE(job.printed("up"));
    job->write("hello\r");
    ASSERT_TRUE(job.printed("<hello>"));
    job->write("\x03");
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_NE(job.out().find("interrupted"), std::string::npos) << job.out();
    EXPECT_EQ(outcome->exitCode, 7);
}

TEST_F(Terminal, CanBeResizedWhileItRuns) {
    RecordedJob job(*shell_, onTerminal("trap 'stty size' WINCH; echo up; while :; do sleep 0.05; done"));
    ASSERT_TRUE(job.printed("up"));
    job->resize({200, 60});
    EXPECT_TRUE(job.printed("60 200")) << job.out();
    job->cancel();
    ASSERT_TRUE(job.outcome());
}

TEST_F(Terminal, CanBeResizedBeforeItIsThere) {
    RecordedJob job(*shell_,
                    onTerminal("while [ \"$(stty size)\" != '60 200' ]; do sleep 0.05; done; echo ok"));
    job->resize({200, 60});
    EXPECT_TRUE(job.printed("ok")) << job.out();
}

TEST_F(Terminal, LeavesNothingBehindWhenItIsCancelled) {
    const std::string mark = testing::uniqueMark();
    RecordedJob job(*shell_, onTerminal("export PS1='ready> '; exec bash --norc -i -s " + mark));
    ASSERT_TRUE(job.printed("ready> "));
    job->write("sleep 30 " + mark + " &\r");
    ASSERT_TRUE(job.printed("[1] "));
    job->cancel();
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Cancelled);
    EXPECT_TRUE(testing::eventually([&] { return testing::processesWith(mark).empty(); }));
}

TEST_F(Terminal, MeansNothingToCommandsWithoutOne) {
    RecordedJob job(*shell_, testing::shellLine("sleep 0.2; stty size || echo none"));
    job->resize({200, 60});
    ASSERT_TRUE(job.outcome());
    EXPECT_EQ(job.out(), "none\n");
}

TEST(TerminalRefused, SaysWhyWhenTheNodeGivesNone) {
    ThrowawaySshd sshd(ThrowawaySshd::Behind::UnixSocket, "PermitTTY no");
    auto shell = makeShell(sshd.endpoint());
    RecordedJob job(*shell, onTerminal("true"));
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->ending, Ending::Lost);
    EXPECT_NE(outcome->reason.find("PermitTTY"), std::string::npos) << outcome->reason;
}

}  // namespace
}  // namespace podwire::ssh
