// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/read_only.h"

#include <gmock/gmock.h>

#include "tests/support/fake_shell.h"

namespace podwire::remote {
namespace {

class ReadOnlyTest : public ::testing::Test {
protected:
    ReadOnlyTest() {
        auto node = std::make_unique<test::FakeShell>("node1");
        node_ = node.get();
        Outcome fine;
        fine.ending = Ending::Exit;
        fine.exitCode = 0;
        fine.out = "said";
        node_->answer(fine);
        shell_ = readOnly(std::move(node));
    }

    Outcome run(Effect effect) {
        Command command;
        command.argv = {"rm", "-rf", "/"};
        command.effect = effect;
        command.input = "input";
        return shell_->runAndWait(std::move(command));
    }

    test::FakeShell* node_ = nullptr;
    std::unique_ptr<Shell> shell_;
};

TEST_F(ReadOnlyTest, LetsThroughWhatReads) {
    const Outcome outcome = run(Effect::Reads);
    EXPECT_TRUE(outcome.succeeded());
    EXPECT_THAT(node_->typed(), ::testing::HasSubstr("rm"));
}

TEST_F(ReadOnlyTest, RefusesWhatChangesAndWhoeverSaysNothing) {
    EXPECT_EQ(Command().effect, Effect::Changes);
    const auto refused = expectSuccess(run(Effect::Changes), "node1", "removing everything");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Permission);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("node1 is read-only; nothing was changed"));
    EXPECT_THAT(node_->typed(), ::testing::Not(::testing::HasSubstr("rm")));
}

TEST_F(ReadOnlyTest, RefusesAnUpload) {
    Result<void> result;
    shell_->upload("/etc/passwd", "0644", "x", [&](Result<void> done) { result = std::move(done); });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::Permission);
    EXPECT_THAT(node_->typed(), ::testing::Not(::testing::HasSubstr("passwd")));
}

TEST_F(ReadOnlyTest, ANodeThatIsNotThereIsSaidToBeSo) {
    Outcome lost;
    lost.cause = ErrorKind::Unreachable;
    lost.reason = "node1 does not answer";
    node_->answer(lost);
    EXPECT_EQ(run(Effect::Changes).cause, ErrorKind::Unreachable);
}

TEST_F(ReadOnlyTest, IsTheSameShellOtherwise) {
    EXPECT_EQ(shell_->name(), "node1");
    shell_->reconnect();
    EXPECT_EQ(node_->reconnects(), 1);
}

}  // namespace
}  // namespace podwire::remote
