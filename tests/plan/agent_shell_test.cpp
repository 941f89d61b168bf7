// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>

#include "tests/plan/local_agent.h"

namespace podwire::plan {
namespace {

using testing::LocalAgent;
using testing::LocalNode;

std::string request(const std::vector<Action>& actions) {
    std::vector<const Action*> pointers;
    std::vector<int> indices;
    for (const Action& action : actions) {
        indices.push_back(static_cast<int>(pointers.size()));
        pointers.push_back(&action);
    }
    return actionsRequest(pointers, indices);
}

Action run(const std::string& command, const std::string& before = {}, const std::string& after = {}) {
    Action action;
    action.command = command;
    action.before = before;
    action.after = after;
    return action;
}

class AgentShell : public ::testing::Test {
protected:
    /// Runs the actions in an agent of their own; what it logged after the state.
    std::vector<std::string> carryOut(const std::vector<Action>& actions) {
        LocalAgent agent(node_);
        agent.send(request(actions));
        EXPECT_TRUE(agent.waitFor("idle"));
        agent.closeInput();
        EXPECT_EQ(agent.waitForEnd(), 0);
        return {agent.log.begin() + 1, agent.log.end()};
    }

    LocalNode node_;
};

TEST_F(AgentShell, TellsTheStateFirstAndThenEachCommandInOrder) {
    LocalAgent agent(node_);
    ASSERT_TRUE(agent.waitFor("state"));
    agent.send(request({run("echo one"), run("echo two >&2"), run("printf 'no end'")}));
    ASSERT_TRUE(agent.waitFor("idle"));
    const std::vector<std::string> expected{"state",
                                            "start 0",
                                            "end 0 0 [one\n][]",
                                            "start 1",
                                            "end 1 0 [][two\n]",
                                            "start 2",
                                            "end 2 0 [no end][]",
                                            "idle"};
    EXPECT_EQ(agent.log, expected);
}

TEST_F(AgentShell, StopsAtTheFirstCommandThatFails) {
    const auto log = carryOut({run("echo one"), run("echo no >&2; exit 3"), run("echo three")});
    EXPECT_EQ(log, (std::vector<std::string>{"start 0", "end 0 0 [one\n][]", "start 1", "end 1 3 [][no\n]",
                                             "idle"}));
}

TEST_F(AgentShell, TakesMoreRequestsAfterOneThatFailed) {
    LocalAgent agent(node_);
    agent.send(request({run("false")}));
    ASSERT_TRUE(agent.waitFor("idle"));
    agent.send(stateRequest());
    ASSERT_TRUE(agent.waitFor("idle", 2));
    EXPECT_EQ(agent.count("state"), 2);
}

TEST_F(AgentShell, CountsBytesAndNotLetters) {
    EXPECT_EQ(carryOut({run("echo 'Grüße'; # ž — 𝔘")}).at(1), "end 0 0 [Grüße\n][]");
}

TEST_F(AgentShell, GivesCommandsNoInputAndNoLock) {
    const auto log = carryOut({run("cat; [ -e /proc/self/fd/9 ] && echo lock")});
    EXPECT_EQ(log.at(1), "end 0 1 [][]");
}

TEST_F(AgentShell, KeepsCommandsFromChangingEachOthersShell) {
    const auto log =
        carryOut({run("x=1; cd /; set -e; pw_run() { echo caught; }"), run("echo \"[$x]\"; false; true")});
    EXPECT_EQ(log.at(3), "end 1 0 [[]\n][]");
}

TEST_F(AgentShell, StopsBetweenCommandsWhenTheConsoleGoesAway) {
    LocalAgent agent(node_);
    const std::string started = node_ / "started";
    const std::string second = node_ / "second";
    agent.send(request({run("touch " + started + "; sleep 0.5"), run("touch " + second)}));
    ASSERT_TRUE(agent.waitFor("start 0"));
    agent.closeInput();
    agent.waitForEnd();
    EXPECT_EQ(agent.count("end 0 0 [][]"), 1) << "the command that was under way comes to its end";
    EXPECT_FALSE(std::filesystem::exists(second));
}

TEST_F(AgentShell, KeepsTheLockUntilTheCommandUnderWayHasEndedThoughItIsToldToEnd) {
    LocalAgent agent(node_);
    agent.send(request({run("sleep 2"), run("touch " + (node_ / "second"))}));
    ASSERT_TRUE(agent.waitFor("start 0"));
    agent.closeInput();
    for (const int signal : {SIGTERM, SIGHUP}) {
        ASSERT_EQ(::kill(agent.pid(), signal), 0);
    }
    LocalAgent next(node_);
    EXPECT_EQ(next.waitForEnd(), 75);
    EXPECT_EQ(next.log, std::vector<std::string>{"busy"});
    agent.waitForEnd();
    EXPECT_EQ(agent.count("end 0 0 [][]"), 1);
    EXPECT_FALSE(std::filesystem::exists(node_ / "second"));
    LocalAgent last(node_);
    EXPECT_TRUE(last.waitFor("state"));
}

TEST_F(AgentShell, ItsCommandsCanBeToldToEnd) {
    const std::string started = "exec 2>/dev/null; sleep 20 & ";
    EXPECT_EQ(carryOut({run(started + "kill $!; wait $!")}).at(1), "end 0 143 [][]");
    EXPECT_EQ(carryOut({run(started + "kill -s HUP $!; wait $!")}).at(1), "end 0 129 [][]");
}

TEST_F(AgentShell, StopsBetweenCommandsWhenItIsToldTo) {
    LocalAgent agent(node_);
    agent.send(request({run("sleep 0.5"), run("touch " + (node_ / "second"))}));
    ASSERT_TRUE(agent.waitFor("start 0"));
    agent.send(stopRequest());
    ASSERT_TRUE(agent.waitFor("idle"));
    EXPECT_FALSE(std::filesystem::exists(node_ / "second"));
    agent.send(stateRequest());
    EXPECT_TRUE(agent.waitFor("state", 2)) << "it listens again";
}

TEST_F(AgentShell, NeverRunsARequestThatCameIncomplete) {
    const std::string whole = request({run("touch " + (node_ / "ran"))});
    LocalAgent agent(node_);
    agent.send(whole.substr(0, whole.size() - 1));
    agent.closeInput();
    EXPECT_GE(agent.waitForEnd(), 0);
    EXPECT_FALSE(std::filesystem::exists(node_ / "ran"));
    EXPECT_EQ(agent.log, std::vector<std::string>{"state"});
}

TEST_F(AgentShell, SaysBusyWhileAnotherConsoleHoldsTheLock) {
    LocalAgent first(node_);
    ASSERT_TRUE(first.waitFor("state"));
    LocalAgent second(node_);
    EXPECT_EQ(second.waitForEnd(), 75);
    EXPECT_EQ(second.log, std::vector<std::string>{"busy"});
    first.closeInput();
    first.waitForEnd();
    LocalAgent third(node_);
    EXPECT_TRUE(third.waitFor("state")) << "the lock went with the first";
}

TEST_F(AgentShell, LetsTheLockGoThoughACommandLeftAProcessBehind) {
    LocalAgent agent(node_);
    agent.send(request({run("sleep 3 >/dev/null 2>&1 &")}));
    ASSERT_TRUE(agent.waitFor("idle"));
    agent.closeInput();
    agent.waitForEnd();
    LocalAgent next(node_);
    EXPECT_TRUE(next.waitFor("state"));
}

}  // namespace
}  // namespace podwire::plan
