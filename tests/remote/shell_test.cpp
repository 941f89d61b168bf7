// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/shell.h"

#include <gtest/gtest.h>

namespace podwire::remote {
namespace {

class NoJob : public Job {
public:
    void write(std::string /*bytes*/) override {}
    void closeInput() override {}
    void cancel() override {}
};

/// Plays a fixed output and end to whoever starts a command. The real thing is tested in tests/ssh.
class FakeShell : public Shell {
public:
    std::vector<std::string> out;
    std::vector<std::string> err;
    Outcome end;
    std::vector<Command> started;

    const std::string& name() const override { return name_; }
    std::shared_ptr<Job> start(Command command, JobEvents events) override {
        started.push_back(std::move(command));
        for (const std::string& piece : out) {
            events.out(piece);
        }
        for (const std::string& piece : err) {
            events.err(piece);
        }
        events.ended(end);
        return std::make_shared<NoJob>();
    }
    LinkStatus status() const override { return {}; }
    void onStatus(std::function<void(const LinkStatus&)> /*handler*/) override {}
    void reconnect() override {}

private:
    std::string name_ = "node1";
};

Outcome exitedWith(int status) {
    Outcome outcome;
    outcome.ending = Ending::Exit;
    outcome.exitCode = status;
    return outcome;
}

TEST(ShellRun, CollectsBothStreams) {
    FakeShell shell;
    shell.out = {"one ", "two"};
    shell.err = {"oops"};
    shell.end = exitedWith(3);
    const Outcome outcome = shell.runAndWait(Command{});
    EXPECT_EQ(outcome.out, "one two");
    EXPECT_EQ(outcome.err, "oops");
    EXPECT_EQ(outcome.exitCode, 3);
    EXPECT_FALSE(outcome.truncated);
}

TEST(ShellRun, KeepsTheLimitForEachStreamAndSaysSo) {
    FakeShell shell;
    shell.out = {"123", "456", "789"};
    shell.err = {"1234"};
    shell.end = exitedWith(0);
    Command command;
    command.outputLimit = 4;
    const Outcome outcome = shell.runAndWait(command);
    EXPECT_EQ(outcome.out, "1234");
    EXPECT_EQ(outcome.err, "1234");
    EXPECT_TRUE(outcome.truncated);
}

TEST(ShellRun, IsNotTruncatedByOutputThatJustFits) {
    FakeShell shell;
    shell.out = {"1234"};
    shell.end = exitedWith(0);
    Command command;
    command.outputLimit = 4;
    EXPECT_FALSE(shell.runAndWait(command).truncated);
}

TEST(ShellRun, MayBeAskedForByACallerThatWantsNoAnswer) {
    FakeShell shell;
    shell.end = exitedWith(0);
    EXPECT_NE(shell.run(Command{}, {}), nullptr);
}

TEST(ShellUpload, PassesPathModeAndSizeAsArgumentsAndTheBytesAsInput) {
    FakeShell shell;
    shell.end = exitedWith(0);
    bool done = false;
    shell.upload("-odd 'name", "0640", "bytes", [&](Result<void> result) { done = result.has_value(); });
    EXPECT_TRUE(done);
    ASSERT_EQ(shell.started.size(), 1U);
    const auto& argv = shell.started[0].argv;
    ASSERT_EQ(argv.size(), 7U);
    EXPECT_EQ(std::vector(argv.begin() + 4, argv.end()),
              (std::vector<std::string>{"./-odd 'name", "0640", "5"}));
    EXPECT_EQ(shell.started[0].input, "bytes");
}

TEST(ExpectSuccess, GivesTheOutcomeOfACommandThatSucceeded) {
    Outcome outcome = exitedWith(0);
    outcome.out = "text";
    const auto result = expectSuccess(outcome, "node1", "reading");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->out, "text");
}

TEST(ExpectSuccess, TellsStatusAndOutputOfACommandThatFailed) {
    Outcome outcome = exitedWith(2);
    outcome.out = "some output\n";
    outcome.err = "iptables: No chain/target/match by that name.\n\n";
    const auto result = expectSuccess(outcome, "node1", "adding the rule");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::CommandFailed);
    EXPECT_EQ(result.error().message, "node1: adding the rule failed with exit status 2");
    EXPECT_EQ(result.error().detail, "iptables: No chain/target/match by that name.\nsome output");
}

TEST(ExpectSuccess, NamesTheSignal) {
    Outcome outcome = exitedWith(-1);
    outcome.signal = "KILL";
    EXPECT_EQ(expectSuccess(outcome, "node1", "curl").error().message,
              "node1: curl was ended by signal KILL");
}

TEST(ExpectSuccess, KeepsTheKindOfWhatWentWrong) {
    Outcome timeout;
    timeout.ending = Ending::Timeout;
    timeout.reason = "no end within 8 s";
    const Error late = expectSuccess(timeout, "node1", "ping").error();
    EXPECT_EQ(late.kind, ErrorKind::Timeout);
    EXPECT_EQ(late.message, "node1: ping was stopped: no end within 8 s");

    Outcome cancelled;
    cancelled.ending = Ending::Cancelled;
    EXPECT_EQ(expectSuccess(cancelled, "node1", "ping").error().kind, ErrorKind::Cancelled);

    Outcome lost;
    lost.reason = "node1 does not answer: Connection refused (10.0.0.1:22)\nIs the node running?";
    lost.cause = ErrorKind::Unreachable;
    const Error gone = expectSuccess(lost, "node1", "ping").error();
    EXPECT_EQ(gone.kind, ErrorKind::Unreachable);
    EXPECT_EQ(gone.message,
              "node1: ping did not end: node1 does not answer: Connection refused (10.0.0.1:22)");
    EXPECT_EQ(gone.detail, "Is the node running?");
}

}  // namespace
}  // namespace podwire::remote
