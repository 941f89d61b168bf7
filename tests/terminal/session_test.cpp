// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/session.h"

#include <gtest/gtest.h>

#include "core/terminal/terminals.h"
#include "tests/support/talking_shell.h"

namespace podwire::terminal {
namespace {

const std::string kPrompt = "\x1b[?2004hnode1$ \x1b]133;B\a";
const std::string kRun = "\x1b[?2004l\r\n\x1b]133;C\a";

class SessionTest : public ::testing::Test {
protected:
    std::string shown(int row = 0) {
        return session_->look([&](const Screen& screen) { return textOf(screen.line(row)); });
    }
    const std::string& sent() { return shell_.written(0); }

    test::TalkingShell shell_{"node1"};
    int changes_ = 0;
    std::unique_ptr<Session> session_ =
        std::make_unique<Session>(shell_, "", TerminalSize{40, 5}, [this] { ++changes_; });
};

TEST_F(SessionTest, AsksForAShellOnATerminalWithoutDeadlines) {
    const remote::Command& command = shell_.command(0);
    EXPECT_EQ(command.terminal, (TerminalSize{40, 5}));
    EXPECT_EQ(command.effect, remote::Effect::Changes);
    EXPECT_EQ(command.deadline.count(), 0);
    EXPECT_EQ(command.argv.front(), "bash");
    const Session inPod(shell_, "pod1a", {40, 5}, [] {});
    const auto& words = shell_.command(1).argv;
    EXPECT_NE(std::find(words.begin(), words.end(), "pod1a"), words.end());
    EXPECT_NE(words[2].find("ip netns exec"), std::string::npos);
}

TEST_F(SessionTest, TellsOnceUntilSomebodyLooks) {
    shell_.say("a");
    shell_.say("b");
    EXPECT_EQ(changes_, 1);
    EXPECT_EQ(shown(), "ab");
    shell_.say("c");
    EXPECT_EQ(changes_, 2);
}

TEST_F(SessionTest, SendsKeysAndTheAnswersOfTheTerminal) {
    session_->type(U'l', {});
    session_->press({Key::Enter}, {});
    shell_.say("\x1b[6n");
    EXPECT_EQ(sent(), "l\r\x1b[1;1R");
}

TEST_F(SessionTest, PutsACommandAtThePromptWithoutRunningIt) {
    EXPECT_FALSE(session_->putAtPrompt("ls"));
    shell_.say(kPrompt);
    ASSERT_TRUE(session_->isAtPrompt());
    EXPECT_TRUE(session_->putAtPrompt("ip link\n"));
    EXPECT_EQ(sent(), "\x1b[200~ip link\x1b[201~");
}

TEST_F(SessionTest, PutsAnotherCommandInPlaceOfItsOwn) {
    shell_.say(kPrompt);
    ASSERT_TRUE(session_->putAtPrompt("ls"));
    ASSERT_TRUE(session_->putAtPrompt("id"));
    EXPECT_EQ(sent(), "\x1b[200~ls\x1b[201~\x05\x15\x1b[200~id\x1b[201~");
}

TEST_F(SessionTest, LeavesAloneWhatSomebodyTyped) {
    shell_.say(kPrompt);
    session_->type(U'l', {});
    const auto put = session_->putAtPrompt("id");
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::Conflict);
    shell_.say("^C\r\n" + kPrompt);
    EXPECT_TRUE(session_->putAtPrompt("id"));
}

TEST_F(SessionTest, PutsNothingWhileAProgramRuns) {
    shell_.say(kPrompt);
    shell_.say(kRun);
    EXPECT_FALSE(session_->isAtPrompt());
    EXPECT_FALSE(session_->putAtPrompt("id"));
    EXPECT_EQ(sent(), "");
}

TEST_F(SessionTest, PutsNoSeveralLinesWhereTheyWouldRun) {
    shell_.say("$ \x1b]133;B\a");
    const auto put = session_->putAtPrompt("cat <<E\nx\nE\n");
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::Unsupported);
    EXPECT_TRUE(session_->putAtPrompt("id\n"));
    EXPECT_EQ(sent(), "id");
}

TEST_F(SessionTest, KnowsHowTheShellEnded) {
    shell_.say(kPrompt);
    EXPECT_FALSE(session_->outcome());
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = 3;
    shell_.end(outcome);
    ASSERT_TRUE(session_->outcome());
    EXPECT_EQ(session_->outcome()->exitCode, 3);
    EXPECT_EQ(changes_, 2) << "the end is told though nobody looked";
    EXPECT_FALSE(session_->isAtPrompt());
}

TEST_F(SessionTest, EndsTheShellWhenItIsDroppedAndTellsNoMore) {
    session_.reset();
    EXPECT_TRUE(shell_.wasCancelled(0));
    shell_.say("late");
    EXPECT_EQ(changes_, 0);
}

TEST(Terminals, RefuseReadOnlyNodes) {
    test::TalkingShell shell("node1");
    Terminals terminals;
    const auto refused = terminals.open(shell, true, "", {}, [] {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Permission);
    EXPECT_EQ(shell.started(), 0U);
}

TEST(Terminals, LeaveRoomOnANodesConnection) {
    test::TalkingShell one("node1");
    test::TalkingShell two("node2");
    Terminals terminals;
    std::vector<std::shared_ptr<Session>> open;
    const auto opens = [&](remote::Shell& shell) {
        auto session = terminals.open(shell, false, "", {}, [] {});
        if (session) {
            open.push_back(*session);
        }
        return session.has_value();
    };
    for (int i = 0; i < Terminals::kMostPerNode; ++i) {
        EXPECT_TRUE(opens(one));
    }
    EXPECT_FALSE(opens(one));
    EXPECT_TRUE(opens(two));
    one.end(0, {});
    EXPECT_TRUE(opens(one)) << "one that has ended takes no room";
    open.erase(open.begin() + 1);
    EXPECT_TRUE(opens(one));
}

}  // namespace
}  // namespace podwire::terminal
