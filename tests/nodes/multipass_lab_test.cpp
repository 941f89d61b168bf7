// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nodes/multipass_lab.h"

#include <gmock/gmock.h>

#include "tests/support/temp_dir.h"

namespace podwire::nodes {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TempDir;

std::string joined(const std::vector<std::string>& argv) {
    std::string line;
    for (const std::string& word : argv) {
        line += (line.empty() ? "" : " ") + word;
    }
    return line;
}

/// Answers as Multipass does; its instances run as soon as they are launched.
class Answers {
public:
    ProcessResult operator()(const ProcessRequest& request) {
        const std::lock_guard lock(mutex_);
        const std::string line = joined(request.argv);
        lines.push_back(line.substr(0, line.find('\n')));
        if (request.argv[0] == "ssh-keygen") {
            return answer(request.argv[1] == "-y" ? "ssh-ed25519 AAAAours podwire\n" : "");
        }
        const std::string& verb = request.argv[1];
        if (verb == "launch") {
            userData[request.argv[4]] = request.input;
            states[request.argv[4]] = "Running";
            return launched;
        }
        if (verb == "start" || verb == "recover") {
            states[request.argv[2]] = verb == "start" ? "Running" : "Stopped";
        }
        if (verb == "exec") {
            const std::string last = request.argv[3].substr(request.argv[3].size() - 1);
            return answer("ssh-ed25519 AAAAhost" + last + " root@x\n2: enp5s0    inet 10.7.0." + last +
                          "/24 metric 100 brd 10.7.0.255 scope global dynamic enp5s0\n");
        }
        return answer(verb == "list"      ? list()
                      : verb == "version" ? R"({"multipass": "1.16.3", "multipassd": "1.16.3"})"
                                          : "");
    }

    std::vector<std::string> lines;
    std::map<std::string, std::string> states;
    std::map<std::string, std::string> userData;
    ProcessResult launched;

private:
    static ProcessResult answer(std::string out) {
        return {ProcessResult::Ending::Exit, 0, std::move(out), {}};
    }

    std::string list() const {
        std::string text;
        for (const auto& [name, state] : states) {
            text += (text.empty() ? "" : ",") + std::string(R"({"name": ")") + name + R"(", "state": ")" +
                    state + R"(", "ipv4": [)" +
                    (state == "Running" ? "\"10.7.0." + name.substr(name.size() - 1) + "\"" : "") + "]}";
        }
        return "{\"list\": [" + text + "]}";
    }

    std::mutex mutex_;
};

class MultipassLabTest : public ::testing::Test {
protected:
    MultipassLab lab(const std::string& network = {}) {
        return MultipassLab(
            {"t", directory_.path(), network, std::chrono::milliseconds(1), std::chrono::milliseconds(50)},
            [this](const ProcessRequest& request) { return answers_(request); }, cancelled_,
            [this](const auto&, const auto&, const std::string& text) { said_.push_back(text); });
    }

    std::vector<NodeInfo> nodes() {
        return multipassNodes(directory_.path(), "t", **readRecord(directory_.path(), "t"));
    }

    TempDir directory_;
    Answers answers_;
    std::atomic<bool> cancelled_ = false;
    std::vector<std::string> said_;
};

TEST_F(MultipassLabTest, LaunchesAndLearns) {
    const auto up = lab().up();
    ASSERT_TRUE(up) << up.error().text();
    const auto found = nodes();
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[1].name, "node1");
    EXPECT_EQ(found[1].address, "10.7.0.1");
    EXPECT_EQ(found[1].interface, "enp5s0");
    EXPECT_EQ(found[1].endpoint.hostKeyAlias, "node1.t");
    EXPECT_THAT(testing::readFile(found[1].endpoint.knownHosts),
                HasSubstr("node1.t ssh-ed25519 AAAAhost1\n"));
    EXPECT_THAT(answers_.userData["pw-t-node1"],
                AllOf(::testing::StartsWith("#cloud-config\n"), HasSubstr("AAAAours"), HasSubstr("\"node1\""),
                      Not(HasSubstr("netplan"))));
    EXPECT_THAT(answers_.lines, Contains(HasSubstr("launch 24.04 --name pw-t-host")));
}

TEST_F(MultipassLabTest, DoesNothingTwice) {
    ASSERT_TRUE(lab().up());
    answers_.lines.clear();
    ASSERT_TRUE(lab().up());
    EXPECT_THAT(answers_.lines, Not(Contains(HasSubstr("launch"))));
    EXPECT_THAT(answers_.lines, Not(Contains(HasSubstr("start"))));
}

TEST_F(MultipassLabTest, StartsWhatIsStoppedAndRecoversWhatIsDeleted) {
    ASSERT_TRUE(lab().up());
    answers_.states["pw-t-host"] = "Suspended";
    answers_.states["pw-t-node1"] = "Deleted";
    answers_.lines.clear();
    ASSERT_TRUE(lab().up());
    EXPECT_THAT(answers_.lines, Contains("multipass recover pw-t-node1"));
    EXPECT_THAT(answers_.lines, Contains(HasSubstr("start pw-t-node1")));
    EXPECT_THAT(answers_.lines, Contains(HasSubstr("start pw-t-host")));
    EXPECT_THAT(answers_.lines, Not(Contains(HasSubstr("start pw-t-node2"))));
}

TEST_F(MultipassLabTest, ALaunchThatTimesOutIsLookedAtFurther) {
    answers_.launched = {ProcessResult::Ending::Exit, 5, {}, "Timed out waiting for instance launch."};
    ASSERT_TRUE(lab().up());
    EXPECT_THAT(said_, Contains(HasSubstr("still comes up")));
}

TEST_F(MultipassLabTest, WhatNeverComesUpIsATimeoutAndStaysRemembered) {
    answers_.states["pw-t-host"] = "Starting";
    LabRecord record{"multipass", {{"host", "pw-t-host", {}, {}}}, {}};
    ASSERT_TRUE(writeRecord(directory_.path(), "t", record));
    EXPECT_EQ(lab().up().error().kind, ErrorKind::Timeout);
    EXPECT_TRUE((*readRecord(directory_.path(), "t"))->made("pw-t-node2"));
    EXPECT_THAT(nodes(), IsEmpty());
}

TEST_F(MultipassLabTest, AnotherOnesInstanceIsLeftAlone) {
    answers_.states["pw-t-node2"] = "Stopped";
    EXPECT_EQ(lab().up().error().kind, ErrorKind::Conflict);
    ASSERT_TRUE(lab().down());
    ASSERT_TRUE(lab().purge());
    EXPECT_THAT(answers_.lines, Not(Contains(HasSubstr("pw-t"))));
}

TEST_F(MultipassLabTest, StopsAndPurgesItsOwn) {
    ASSERT_TRUE(lab().up());
    answers_.states["pw-t-host"] = "Stopped";
    answers_.states["other"] = "Running";
    ASSERT_TRUE(lab().down());
    EXPECT_EQ(answers_.lines.back(), "multipass stop pw-t-node1 pw-t-node2");
    ASSERT_TRUE(lab().purge());
    EXPECT_EQ(answers_.lines.back(), "multipass delete --purge pw-t-host pw-t-node1 pw-t-node2");
    EXPECT_FALSE(readRecord(directory_.path(), "t").value());
}

TEST_F(MultipassLabTest, CancelsBetweenTwoLooks) {
    answers_.states["pw-t-host"] = "Starting";
    ASSERT_TRUE(writeRecord(directory_.path(), "t", {"multipass", {{"host", "pw-t-host", {}, {}}}, {}}));
    cancelled_ = true;
    EXPECT_EQ(lab().up().error().kind, ErrorKind::Cancelled);
}

TEST_F(MultipassLabTest, TellsTheState) {
    EXPECT_EQ(lab().status()->state, "down");
    ASSERT_TRUE(lab().up());
    EXPECT_EQ(lab().status()->state, "up");
    answers_.states["pw-t-node1"] = "Suspended";
    EXPECT_EQ(lab().status()->state, "partial");
    answers_.states.clear();
    EXPECT_EQ(lab().status()->state, "down");
    EXPECT_EQ(lab().status()->nodes.at(0).state, "absent");
}

TEST_F(MultipassLabTest, ARecordThatCannotBeReadIsNotOverwritten) {
    ASSERT_TRUE(lab().up());
    testing::writeFile(directory_ / "labs/t.json", "{");
    EXPECT_EQ(lab().up().error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(lab().purge().error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace podwire::nodes
