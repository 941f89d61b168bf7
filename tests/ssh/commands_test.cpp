// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/ssh/ssh_shell.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Command;
using remote::Ending;
using remote::Outcome;
using testing::ThrowawaySshd;

class Commands : public ::testing::TestWithParam<ThrowawaySshd::Behind> {
protected:
    Outcome run(std::vector<std::string> argv, std::string input = {}) {
        Command command;
        command.argv = std::move(argv);
        command.input = std::move(input);
        return shell_->runAndWait(std::move(command));
    }

    ThrowawaySshd sshd_{GetParam()};
    std::unique_ptr<remote::Shell> shell_ = makeShell(sshd_.endpoint());
};

TEST_P(Commands, ReportTheirExitStatus) {
    for (const int status : {0, 1, 2, 42, 126, 137, 255}) {
        const Outcome outcome = run({"sh", "-c", "exit " + std::to_string(status)});
        EXPECT_EQ(outcome.ending, Ending::Exit) << outcome.reason << sshd_.log();
        EXPECT_EQ(outcome.exitCode, status);
        EXPECT_EQ(outcome.signal, "");
    }
}

INSTANTIATE_TEST_SUITE_P(Sshd, Commands,
                         ::testing::Values(ThrowawaySshd::Behind::UnixSocket, ThrowawaySshd::Behind::Tcp),
                         [](const auto& instance) {
                             return instance.param == ThrowawaySshd::Behind::Tcp ? "OverTcp"
                                                                                 : "OverUnixSocket";
                         });

}  // namespace
}  // namespace podwire::ssh
