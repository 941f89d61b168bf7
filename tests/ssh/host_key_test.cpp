// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "core/ssh/ssh_shell.h"
#include "tests/support/processes.h"
#include "tests/support/recorded_job.h"
#include "tests/support/throwaway_sshd.h"

namespace podwire::ssh {
namespace {

using remote::Ending;
using remote::Endpoint;
using remote::HostKeyQuestion;
using remote::LinkState;
using remote::Outcome;
using testing::commandOf;
using testing::fingerprintOf;
using testing::ThrowawaySshd;
using namespace std::chrono_literals;

class HostKeys : public ::testing::Test {
protected:
    Outcome connect(const Endpoint& endpoint) {
        auto shell = makeShell(endpoint, asker());
        Outcome outcome = shell->runAndWait(commandOf({"true"}));
        status_ = shell->status();
        return outcome;
    }

    remote::HostKeyAsker asker() {
        return [this](HostKeyQuestion question, const std::function<void(bool)>& answer) {
            questions_.push_back(std::move(question));
            answer(accept_);
        };
    }

    std::string shownKey() const { return fingerprintOf(sshd_.dir() / "host_key"); }
    void know(const std::string& lines) const { testing::writeFile(sshd_.dir() / "known_hosts", lines); }

    ThrowawaySshd sshd_;
    bool accept_ = true;
    std::vector<HostKeyQuestion> questions_;
    remote::LinkStatus status_;
};

TEST_F(HostKeys, ThatAreUnknownAreAskedAboutOnceAndThenKnown) {
    Endpoint endpoint = sshd_.endpoint();
    endpoint.knownHosts = sshd_.dir() / "new/dir/known_hosts";
    EXPECT_TRUE(connect(endpoint).succeeded());
    ASSERT_EQ(questions_.size(), 1U);
    EXPECT_EQ(questions_[0].node, "node1");
    EXPECT_EQ(questions_[0].hostKeyAlias, "node1.test");
    EXPECT_EQ(questions_[0].keyType, "ssh-ed25519");
    EXPECT_EQ(questions_[0].fingerprint, shownKey());

    EXPECT_EQ(testing::readFile(endpoint.knownHosts), "node1.test " + sshd_.hostKeyLine() + "\n");
    struct stat file {};
    struct stat directory {};
    ASSERT_EQ(::stat(endpoint.knownHosts.c_str(), &file), 0);
    ASSERT_EQ(::stat((sshd_.dir() / "new/dir").c_str(), &directory), 0);
    EXPECT_EQ(file.st_mode & 0777U, 0600U);
    EXPECT_EQ(directory.st_mode & 0777U, 0700U);

    EXPECT_TRUE(connect(endpoint).succeeded());
    EXPECT_EQ(questions_.size(), 1U);
}

TEST_F(HostKeys, ThatAreAcceptedStartALineOfTheirOwn) {
    know("# no newline at the end");
    EXPECT_TRUE(connect(sshd_.endpoint()).succeeded());
    EXPECT_EQ(testing::readFile(sshd_.dir() / "known_hosts"),
              "# no newline at the end\nnode1.test " + sshd_.hostKeyLine() + "\n");
}

TEST_F(HostKeys, ThatAreRefusedEndTheAttempt) {
    know("");
    accept_ = false;
    const Outcome outcome = connect(sshd_.endpoint());
    EXPECT_EQ(outcome.ending, Ending::Lost);
    EXPECT_EQ(outcome.cause, ErrorKind::HostKey);
    EXPECT_NE(outcome.reason.find(shownKey()), std::string::npos);
    EXPECT_EQ(status_.state, LinkState::Refused);
    EXPECT_EQ(testing::readFile(sshd_.dir() / "known_hosts"), "");
}

TEST_F(HostKeys, ThatAreUnknownAreRefusedWhenThereIsNobodyToAsk) {
    know("");
    auto shell = makeShell(sshd_.endpoint());
    EXPECT_EQ(shell->runAndWait(commandOf({"true"})).cause, ErrorKind::HostKey);
}

TEST_F(HostKeys, ThatWereRefusedAreAskedAboutAgainOnlyOnReconnect) {
    know("");
    accept_ = false;
    auto shell = makeShell(sshd_.endpoint(), asker());
    EXPECT_EQ(shell->runAndWait(commandOf({"true"})).cause, ErrorKind::HostKey);
    std::this_thread::sleep_for(1'500ms);
    EXPECT_EQ(shell->runAndWait(commandOf({"true"})).cause, ErrorKind::HostKey);
    EXPECT_EQ(questions_.size(), 1U);
    accept_ = true;
    shell->reconnect();
    EXPECT_TRUE(shell->runAndWait(commandOf({"true"})).succeeded());
}

TEST_F(HostKeys, ThatChangedAreRefusedWithBothFingerprintsAndThePlaceToLook) {
    const std::string before = shownKey();
    sshd_.makeNewHostKey();
    const Outcome outcome = connect(sshd_.endpoint());
    EXPECT_EQ(outcome.ending, Ending::Lost);
    EXPECT_EQ(outcome.cause, ErrorKind::HostKey);
    EXPECT_EQ(status_.state, LinkState::Refused);
    EXPECT_EQ(status_.error.message, "the host key of node1 has changed: not connected");
    EXPECT_NE(status_.error.detail.find("Known: ssh-ed25519 " + before), std::string::npos)
        << status_.error.detail;
    EXPECT_NE(status_.error.detail.find("Offered: ssh-ed25519 " + shownKey()), std::string::npos);
    EXPECT_NE(status_.error.hint.find(sshd_.dir() / "known_hosts:1"), std::string::npos)
        << status_.error.hint;
    EXPECT_NE(outcome.reason.find(before), std::string::npos);
    EXPECT_NE(outcome.reason.find(shownKey()), std::string::npos);
    EXPECT_TRUE(questions_.empty()) << "a changed key is never asked about";
}

TEST_F(HostKeys, ThatChangedBehindAHashedEntryAreRefusedAlike) {
    testing::runOrThrow({"/usr/bin/ssh-keygen", "-H", "-f", sshd_.dir() / "known_hosts"});
    ASSERT_EQ(testing::readFile(sshd_.dir() / "known_hosts").find("|1|"), 0U);
    EXPECT_TRUE(connect(sshd_.endpoint()).succeeded());
    const std::string before = shownKey();
    sshd_.makeNewHostKey();
    EXPECT_EQ(connect(sshd_.endpoint()).cause, ErrorKind::HostKey);
    EXPECT_NE(status_.error.detail.find(before), std::string::npos) << status_.error.detail;
    EXPECT_NE(status_.error.detail.find(shownKey()), std::string::npos);
}

TEST_F(HostKeys, OfAnotherTypeThanTheKnownOneAreRefused) {
    testing::runOrThrow({"/usr/bin/ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", sshd_.dir() / "other"});
    std::string other = testing::readFile(sshd_.dir() / "other.pub");
    know("node1.test " + other);
    EXPECT_EQ(connect(sshd_.endpoint()).cause, ErrorKind::HostKey);
    EXPECT_NE(status_.error.detail.find("Known: ecdsa-sha2-nistp256 " + fingerprintOf(sshd_.dir() / "other")),
              std::string::npos)
        << status_.error.detail;
    EXPECT_NE(status_.error.detail.find("Offered: ssh-ed25519 " + shownKey()), std::string::npos);
}

TEST_F(HostKeys, ThatAreRevokedAreRefusedThoughTheyAreKnown) {
    know("node1.test " + sshd_.hostKeyLine() + "\n@revoked * " + sshd_.hostKeyLine() + "\n");
    EXPECT_EQ(connect(sshd_.endpoint()).cause, ErrorKind::HostKey);
    EXPECT_NE(status_.error.message.find("revoked"), std::string::npos);
    EXPECT_NE(status_.error.detail.find("known_hosts:2"), std::string::npos);
    EXPECT_TRUE(questions_.empty());
}

TEST_F(HostKeys, OfOtherNodesDoNotMatter) {
    testing::runOrThrow(
        {"/usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", sshd_.dir() / "other"});
    know("node2.test " + testing::readFile(sshd_.dir() / "other.pub"));
    EXPECT_TRUE(connect(sshd_.endpoint()).succeeded());
    EXPECT_EQ(questions_.size(), 1U);
}

TEST_F(HostKeys, AreLookedUpByAddressAndPortWhenThereIsNoAlias) {
    ThrowawaySshd tcp(ThrowawaySshd::Behind::Tcp);
    Endpoint endpoint = tcp.endpoint();
    endpoint.hostKeyAlias.clear();
    const std::string name =
        "[127.0.0.1]:" + std::to_string(std::get<remote::TcpAddress>(endpoint.address).port);
    EXPECT_TRUE(connect(endpoint).succeeded());
    ASSERT_EQ(questions_.size(), 1U);
    EXPECT_EQ(questions_[0].hostKeyAlias, name);
    EXPECT_NE(testing::readFile(endpoint.knownHosts).find(name + " " + tcp.hostKeyLine()), std::string::npos);
    EXPECT_TRUE(connect(endpoint).succeeded());
    EXPECT_EQ(questions_.size(), 1U);
}

TEST_F(HostKeys, AreCheckedStrictlyWhateverTheUsersConfigurationSays) {
    testing::writeFile(sshd_.dir() / "config",
                       "Host *\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n");
    Endpoint endpoint = sshd_.endpoint();
    endpoint.sshConfig = sshd_.dir() / "config";
    sshd_.makeNewHostKey();
    EXPECT_EQ(connect(endpoint).cause, ErrorKind::HostKey);
    know("");
    accept_ = false;
    EXPECT_EQ(connect(endpoint).cause, ErrorKind::HostKey);
    EXPECT_EQ(questions_.size(), 1U);
}

TEST_F(HostKeys, MayBeThoughtAboutForLongerThanTheConnectDeadline) {
    know("");
    Endpoint endpoint = sshd_.endpoint();
    endpoint.connectDeadline = 1'000ms;
    std::thread somebody;
    auto shell = makeShell(endpoint, [&](const HostKeyQuestion&, std::function<void(bool)> answer) {
        somebody = std::thread([answer = std::move(answer)] {
            std::this_thread::sleep_for(2s);
            answer(true);
        });
    });
    EXPECT_TRUE(shell->runAndWait(commandOf({"true"})).succeeded());
    somebody.join();
}

TEST_F(HostKeys, MayBeAnsweredAfterTheShellIsGone) {
    know("");
    std::promise<std::function<void(bool)>> asked;
    auto shell = makeShell(sshd_.endpoint(), [&](const HostKeyQuestion&, std::function<void(bool)> answer) {
        asked.set_value(std::move(answer));
    });
    testing::RecordedJob job(*shell, commandOf({"true"}));
    const std::function<void(bool)> answer = asked.get_future().get();
    shell.reset();
    ASSERT_TRUE(job.outcome(0s));
    EXPECT_EQ(job.outcome()->ending, Ending::Cancelled);
    answer(true);
    EXPECT_EQ(testing::readFile(sshd_.dir() / "known_hosts"), "");
}

TEST_F(HostKeys, ThatCannotBeRememberedAreAnError) {
    Endpoint endpoint = sshd_.endpoint();
    endpoint.knownHosts = "/proc/podwire/known_hosts";
    const Outcome outcome = connect(endpoint);
    EXPECT_EQ(outcome.cause, ErrorKind::Permission);
    EXPECT_NE(outcome.reason.find("/proc/podwire/known_hosts"), std::string::npos) << outcome.reason;
}

}  // namespace
}  // namespace podwire::ssh
