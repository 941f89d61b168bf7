// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>

#include "core/ssh/ssh_shell.h"
#include "tests/support/recorded_job.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Command;
using remote::Ending;
using remote::Outcome;
using testing::commandOf;
using testing::RecordedJob;
using testing::shellLine;
using testing::ThrowawaySshd;

std::string randomBytes(std::size_t count) {
    std::mt19937 random(7);
    std::string bytes(count, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(random());
    }
    return bytes;
}

class Commands : public ::testing::TestWithParam<ThrowawaySshd::Behind> {
protected:
    Outcome run(std::vector<std::string> argv, std::string input = {}) {
        Command command = commandOf(std::move(argv));
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
        EXPECT_EQ(outcome.succeeded(), status == 0);
    }
}

TEST_P(Commands, ReportTheSignalThatEndedThem) {
    for (const std::string signal : {"KILL", "TERM", "SEGV"}) {
        const Outcome outcome = run({"sh", "-c", "kill -s " + signal + " $$"});
        EXPECT_EQ(outcome.ending, Ending::Exit);
        EXPECT_EQ(outcome.signal, signal);
        EXPECT_FALSE(outcome.succeeded());
    }
}

TEST_P(Commands, KeepTheTwoStreamsApart) {
    const Outcome outcome = run({"sh", "-c", "echo out; echo err >&2; printf more"});
    ASSERT_EQ(outcome.ending, Ending::Exit) << outcome.reason << sshd_.log();
    EXPECT_EQ(outcome.out, "out\nmore");
    EXPECT_EQ(outcome.err, "err\n");
}

TEST_P(Commands, DoNotHangWhenBothStreamsAreFull) {
    const Outcome outcome =
        run({"sh", "-c", "head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero; echo end >&2"});
    EXPECT_EQ(outcome.exitCode, 0) << outcome.reason;
    EXPECT_EQ(outcome.out.size(), 3'000'000U);
    EXPECT_EQ(outcome.err.size(), 3'000'004U);
}

TEST_P(Commands, TakeAndGiveBinaryBytesUnchanged) {
    const std::string bytes = randomBytes(5'000'000);
    const Outcome outcome = run({"cat"}, bytes);
    EXPECT_EQ(outcome.exitCode, 0) << outcome.reason;
    EXPECT_TRUE(outcome.out == bytes);
}

TEST_P(Commands, SeeAnEmptyInputWhenThereIsNone) {
    const Outcome outcome = run({"wc", "-c"});
    EXPECT_EQ(outcome.out, "0\n");
}

TEST_P(Commands, ReadWhatTheJobWritesUntilItClosesTheInput) {
    Command command = commandOf({"cat"});
    command.input = "one ";
    command.keepInputOpen = true;
    RecordedJob job(*shell_, command);
    ASSERT_TRUE(job.printed("one "));
    job->write("two ");
    ASSERT_TRUE(job.printed("two "));
    job->write("three");
    job->closeInput();
    job->write("ignored");
    const auto outcome = job.outcome();
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->exitCode, 0);
    EXPECT_EQ(job.out(), "one two three");
}

TEST_P(Commands, GetTheirArgumentsToTheByte) {
    const std::vector<std::string> odd = {
        "",           " ",         "two words", "it's",     "\"double\"", "$HOME `id` $(id)",
        "line\nfeed", "tab\there", "Straße ✓",  "back\\sl", "a;b|c&d>e",  "*?[x]~{1,2}!",
        "-n",         "--",        "\xff\xfe",  "end\\",    "A=b"};
    std::vector<std::string> argv = {"printf", "<%s>\\n"};
    std::string expected;
    for (const std::string& word : odd) {
        argv.push_back(word);
        expected += "<" + word + ">\n";
    }
    EXPECT_EQ(run(argv).out, expected);
}

TEST_P(Commands, TakeAnArgumentOf64KiB) {
    std::string word;
    while (word.size() < 65'536) {
        word += "it takes 64 KiB of words; ";
    }
    const Outcome outcome = run({"printf", "%s", word});
    EXPECT_EQ(outcome.ending, Ending::Exit) << outcome.reason;
    EXPECT_TRUE(outcome.out == word);
}

TEST_P(Commands, AreRefusedWithAReasonWhenTheyAreTooLongForTheNode) {
    const Outcome outcome = run({"printf", "%s", std::string(131'072, 'x')});
    EXPECT_EQ(outcome.ending, Ending::Lost);
    EXPECT_EQ(outcome.cause, ErrorKind::InvalidInput);
    EXPECT_NE(outcome.reason.find("too long"), std::string::npos);
}

TEST_P(Commands, AreRefusedWhenTheyAreEmpty) {
    const Outcome outcome = run({});
    EXPECT_EQ(outcome.ending, Ending::Lost);
    EXPECT_EQ(outcome.cause, ErrorKind::InvalidInput);
}

TEST_P(Commands, ThatDoNotExistExitWith127AndSaySo) {
    const Outcome outcome = run({"no-such-command", "x"});
    EXPECT_EQ(outcome.ending, Ending::Exit);
    EXPECT_EQ(outcome.exitCode, 127);
    EXPECT_NE(outcome.err.find("no-such-command: not found"), std::string::npos) << outcome.err;
}

TEST_P(Commands, RunInTheCLocaleAndFindTheToolsOfRoot) {
    const Outcome outcome = run({"sh", "-c", "echo $LC_ALL $PATH"});
    EXPECT_EQ(outcome.out.find("C /"), 0U) << outcome.out;
    EXPECT_NE(outcome.out.find(":/usr/sbin:"), std::string::npos);
    EXPECT_NE(outcome.out.find(":/sbin:"), std::string::npos);
}

TEST_P(Commands, SeeNoVariableOfOurs) {
    const Outcome outcome = run({"env"});
    EXPECT_EQ(outcome.out.find("podwire="), std::string::npos) << outcome.out;
}

TEST_P(Commands, KeepOnlyAsMuchOutputAsAskedFor) {
    Command command = shellLine("printf 1234567890; printf abc >&2");
    command.outputLimit = 4;
    const Outcome outcome = shell_->runAndWait(command);
    EXPECT_EQ(outcome.out, "1234");
    EXPECT_EQ(outcome.err, "abc");
    EXPECT_TRUE(outcome.truncated);
    EXPECT_FALSE(run({"echo"}).truncated);
}

TEST_P(Commands, EndThoughAChildOfTheirsKeepsTheOutputOpen) {
    const auto start = std::chrono::steady_clock::now();
    const Outcome outcome = run({"sh", "-c", "sleep 20 & echo started; exit 3"});
    EXPECT_EQ(outcome.ending, Ending::Exit);
    EXPECT_EQ(outcome.exitCode, 3);
    EXPECT_EQ(outcome.out, "started\n");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST_P(Commands, ThatAreSilentForLongStillDeliverTheirLastWords) {
    const Outcome outcome = run({"sh", "-c", "sleep 2.5; head -c 2000000 /dev/zero; echo end >&2"});
    EXPECT_EQ(outcome.exitCode, 0);
    EXPECT_EQ(outcome.out.size(), 2'000'000U);
    EXPECT_EQ(outcome.err, "end\n");
}

TEST_P(Commands, KnowHowLongTheyTook) {
    const Outcome outcome = run({"sleep", "0.3"});
    EXPECT_GE(outcome.duration.count(), 300);
    EXPECT_LT(outcome.duration.count(), 3'000);
}

TEST_P(Commands, AreCleanThoughTheStartUpFilesOfTheShellPrint) {
    testing::writeFile(sshd_.home() + "/.bashrc",
                       "echo welcome; echo 'no newline at the end' >&2; printf 'half a line'\n");
    const Outcome outcome = run({"sh", "-c", "echo out; echo err >&2"});
    EXPECT_EQ(outcome.out, "out\n");
    EXPECT_EQ(outcome.err, "err\n");
}

TEST_P(Commands, AreCleanThoughTheStartUpFilesPrintALot) {
    testing::writeFile(sshd_.home() + "/.bashrc", "head -c 300000 /dev/zero | tr '\\0' x; seq 20000 >&2\n");
    const Outcome outcome = run({"sh", "-c", "echo out; echo err >&2"});
    EXPECT_EQ(outcome.out, "out\n");
    EXPECT_EQ(outcome.err, "err\n");
}

TEST_P(Commands, SayWhatTheLoginShellPrintedWhenItRunsNone) {
    testing::writeFile(sshd_.home() + "/.bashrc", "echo 'This account is closed.'; exit 1\n");
    const Outcome outcome = run({"true"});
    EXPECT_EQ(outcome.ending, Ending::Lost);
    EXPECT_EQ(outcome.cause, ErrorKind::Unsupported);
    EXPECT_NE(outcome.reason.find("node1 does not run commands"), std::string::npos) << outcome.reason;
    EXPECT_NE(outcome.reason.find("This account is closed."), std::string::npos) << outcome.reason;
}

INSTANTIATE_TEST_SUITE_P(Sshd, Commands,
                         ::testing::Values(ThrowawaySshd::Behind::UnixSocket, ThrowawaySshd::Behind::Tcp),
                         [](const auto& instance) {
                             return instance.param == ThrowawaySshd::Behind::Tcp ? "OverTcp"
                                                                                 : "OverUnixSocket";
                         });

}  // namespace
}  // namespace podwire::ssh
