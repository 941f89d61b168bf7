// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <filesystem>

#include "core/ssh/agent_socket.h"
#include "core/ssh/ssh_shell.h"
#include "tests/support/processes.h"
#include "tests/support/recorded_job.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Endpoint;
using remote::LinkState;
using remote::Outcome;
using testing::commandOf;
using testing::ThrowawaySshd;
using namespace std::chrono_literals;

class AuthenticationOf : public ::testing::Test {
protected:
    ~AuthenticationOf() override {
        ::unsetenv("SSH_AUTH_SOCK");
        if (agent_ > 0) {
            testing::killAndReap(agent_);
        }
    }

    Outcome connect(const Endpoint& endpoint) {
        auto shell = makeShell(endpoint);
        Outcome outcome = shell->runAndWait(commandOf({"true"}));
        status_ = shell->status();
        return outcome;
    }

    std::string makeKey(const std::string& name, const std::string& passphrase = "") const {
        testing::runOrThrow(
            {"/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", sshd_.dir() / name});
        return sshd_.dir() / name;
    }

    void startAgent() {
        const std::string socket = sshd_.dir() / "agent.sock";
        agent_ = testing::spawn({"/usr/bin/ssh-agent", "-D", "-a", socket}, -1, sshd_.dir() / "agent.log");
        ::setenv("SSH_AUTH_SOCK", socket.c_str(), 1);
        ASSERT_TRUE(testing::eventually([] { return static_cast<bool>(connectAgent()); }));
    }

    void addToAgent(const std::string& key) const { testing::runOrThrow({"/usr/bin/ssh-add", "-q", key}); }

    ThrowawaySshd sshd_;
    pid_t agent_ = -1;
    remote::LinkStatus status_;
};

TEST_F(AuthenticationOf, AKeyThatTheNodeDoesNotKnowIsRefusedByName) {
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities = {makeKey("stranger")};
    const Outcome outcome = connect(endpoint);
    EXPECT_EQ(outcome.cause, ErrorKind::Authentication);
    EXPECT_EQ(status_.state, LinkState::Refused);
    EXPECT_EQ(status_.error.message, "node1 took none of our keys for the user " + endpoint.user);
    EXPECT_EQ(status_.error.detail, endpoint.identities[0] + ": refused");
    EXPECT_NE(status_.error.hint.find("authorized_keys"), std::string::npos);
}

TEST_F(AuthenticationOf, SeveralKeysGoesOnToTheOneThatFits) {
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities = {sshd_.dir() / "missing", makeKey("stranger"), sshd_.dir() / "client_key"};
    EXPECT_TRUE(connect(endpoint).succeeded());
}

TEST_F(AuthenticationOf, KeysThatCannotBeReadNamesEachAndWhatToDo) {
    Endpoint endpoint = sshd_.endpoint();
    testing::writeFile(sshd_.dir() / "broken", "-----BEGIN OPENSSH PRIVATE KEY-----\nnonsense\n");
    endpoint.identities = {sshd_.dir() / "missing", makeKey("locked", "a secret phrase"),
                           sshd_.dir() / "broken"};
    EXPECT_EQ(connect(endpoint).cause, ErrorKind::Authentication);
    const std::string& detail = status_.error.detail;
    EXPECT_NE(detail.find(sshd_.dir() / "missing: No such file or directory"), std::string::npos) << detail;
    EXPECT_NE(detail.find(sshd_.dir() / "locked: has a passphrase; load it into the agent"),
              std::string::npos)
        << detail;
    EXPECT_NE(detail.find(sshd_.dir() / "broken: is not a private key"), std::string::npos) << detail;
}

TEST_F(AuthenticationOf, AnAgentsKeysWorks) {
    startAgent();
    addToAgent(makeKey("stranger"));
    addToAgent(sshd_.dir() / "client_key");
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities.clear();
    endpoint.useAgent = true;
    EXPECT_TRUE(connect(endpoint).succeeded()) << status_.error.text();

    const auto openFiles = [] {
        const std::filesystem::directory_iterator files("/proc/self/fd");
        return std::distance(begin(files), end(files));
    };
    const auto before = openFiles();
    EXPECT_TRUE(connect(endpoint).succeeded());
    EXPECT_EQ(openFiles(), before) << "the agent's connection is closed";
}

TEST_F(AuthenticationOf, AnAgentIsLeftAloneWhenItMayNotBeUsed) {
    startAgent();
    addToAgent(sshd_.dir() / "client_key");
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities.clear();
    EXPECT_EQ(connect(endpoint).cause, ErrorKind::Authentication);
    EXPECT_EQ(status_.error.detail, "There was no key to offer.");
}

TEST_F(AuthenticationOf, AnAgentFullOfOtherKeysDoesNotKeepTheIdentityFileOut) {
    startAgent();
    for (int i = 0; i < 8; ++i) {
        addToAgent(makeKey("stranger" + std::to_string(i)));
    }
    Endpoint endpoint = sshd_.endpoint();
    endpoint.useAgent = true;
    EXPECT_TRUE(connect(endpoint).succeeded());
    endpoint.identities.clear();
    EXPECT_EQ(connect(endpoint).cause, ErrorKind::Authentication);
    EXPECT_NE(status_.error.detail.find("Too many authentication failures"), std::string::npos)
        << status_.error.detail;
}

TEST_F(AuthenticationOf, AnAgentThatIsNotThereIsNamed) {
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities.clear();
    endpoint.useAgent = true;
    EXPECT_EQ(connect(endpoint).cause, ErrorKind::Authentication);
    EXPECT_NE(status_.error.detail.find("agent: none is running"), std::string::npos) << status_.error.detail;
}

TEST_F(AuthenticationOf, AnAgentThatHangsHoldsUpNeitherTheDeadlineNorTheDestructor) {
    startAgent();
    addToAgent(sshd_.dir() / "client_key");
    ::kill(agent_, SIGSTOP);
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities.clear();
    endpoint.useAgent = true;
    endpoint.connectDeadline = 1'000ms;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(connect(endpoint).cause, ErrorKind::Authentication);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 2s);

    endpoint.connectDeadline = 60s;
    auto shell = makeShell(endpoint);
    testing::RecordedJob job(*shell, commandOf({"true"}));
    std::this_thread::sleep_for(500ms);
    const auto end = std::chrono::steady_clock::now();
    shell.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - end, 1s);
    ASSERT_TRUE(job.outcome(0s));
}

TEST_F(AuthenticationOf, NoSecretIsInAnyMessage) {
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities = {makeKey("stranger"), makeKey("locked", "a secret phrase")};
    connect(endpoint);
    const std::string text = status_.error.text();
    EXPECT_EQ(text.find("PRIVATE KEY"), std::string::npos);
    EXPECT_EQ(text.find("a secret phrase"), std::string::npos);
    const std::string key = testing::readFile(sshd_.dir() / "stranger");
    EXPECT_EQ(text.find(key.substr(60, 40)), std::string::npos);
}

TEST_F(AuthenticationOf, TheIdentityOfTheUsersConfigurationIsUsed) {
    testing::writeFile(sshd_.dir() / "config",
                       "Host node1\n  IdentityFile " + (sshd_.dir() / "client_key") + "\n");
    Endpoint endpoint = sshd_.endpoint();
    endpoint.identities.clear();
    endpoint.sshConfig = sshd_.dir() / "config";
    EXPECT_TRUE(connect(endpoint).succeeded()) << status_.error.text();
}

TEST(SshConfiguration, GivesHostPortAndUserOfAnAlias) {
    ThrowawaySshd sshd(ThrowawaySshd::Behind::Tcp);
    Endpoint endpoint = sshd.endpoint();
    const auto real = std::get<remote::TcpAddress>(endpoint.address);
    testing::writeFile(sshd.dir() / "config", "Host lab-one\n  HostName " + real.host + "\n  Port " +
                                                  std::to_string(real.port) + "\n  User " + endpoint.user +
                                                  "\n");
    endpoint.address = remote::TcpAddress{"lab-one", 22};
    endpoint.user.clear();
    endpoint.sshConfig = sshd.dir() / "config";
    auto shell = makeShell(endpoint);
    const Outcome outcome = shell->runAndWait(commandOf({"true"}));
    EXPECT_TRUE(outcome.succeeded()) << outcome.reason;
}

}  // namespace
}  // namespace podwire::ssh
