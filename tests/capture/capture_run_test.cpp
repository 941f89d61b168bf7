// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/capture/capture_run.h"

#include <gmock/gmock.h>

#include <thread>

#include "tests/capture/savefile.h"
#include "tests/support/talking_shell.h"

namespace podwire::capture {
namespace {

using State = CaptureProgress::State;
using Why = CaptureProgress::Why;
using test::Savefile;
using testing::HasSubstr;

constexpr const char* kListening =
    "tcpdump: listening on ens3, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n";

/// What a sink was given, for when it is gone.
struct Written {
    std::string bytes;
    bool finished = false;
    bool discarded = false;
    std::size_t room = 1'000'000;
    ErrorKind whenFull = ErrorKind::CommandFailed;
};

class MemorySink : public Sink {
public:
    explicit MemorySink(std::shared_ptr<Written> written) : written_(std::move(written)) {}
    Result<void> write(std::string_view bytes) override {
        if (written_->bytes.size() + bytes.size() > written_->room) {
            return fail(written_->whenFull, "there is no room in the memory");
        }
        written_->bytes += bytes;
        return {};
    }
    Result<void> finish() override {
        written_->finished = true;
        return {};
    }
    void discard() override { written_->discarded = true; }
    void abandon() override {}
    [[nodiscard]] std::string file() const override { return "memory"; }

private:
    std::shared_ptr<Written> written_;
};

remote::Outcome exitWith(int code) {
    remote::Outcome outcome;
    outcome.ending = remote::Ending::Exit;
    outcome.exitCode = code;
    return outcome;
}

class CaptureRunTest : public testing::Test {
protected:
    void begin(CaptureRequest request) {
        auto run = CaptureRun::start(
            std::move(request),
            [this](const std::string& node) { return node == "node1" ? &shell_ : nullptr; },
            std::make_unique<MemorySink>(written_));
        ASSERT_TRUE(run) << run.error().text();
        run_ = std::move(*run);
    }
    /// Of one interface, which is watched.
    void beginOne(CaptureRequest request = {{{"node1", "", "ens3"}}, "tcp", {}, 0}) {
        begin(std::move(request));
        shell_.complain(kListening);
        shell_.say(file_.header());
        EXPECT_TRUE(comesTo([](const auto& now) { return now.state == State::Running; }));
    }
    template <class Reached>
    bool comesTo(Reached reached) {
        for (int look = 0; look < 1'000; ++look) {
            if (reached(run_->progress())) {
                return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
    bool isOver() {
        return comesTo([](const auto& now) { return now.state == State::Over; });
    }
    bool isAskedToEnd(std::size_t command) {
        return comesTo([&](const auto&) { return shell_.wasInputClosed(command); });
    }

    Savefile file_;
    test::TalkingShell shell_{"node1"};
    std::shared_ptr<Written> written_ = std::make_shared<Written>();
    std::unique_ptr<CaptureRun> run_;
};

TEST_F(CaptureRunTest, WritesWhatComesAndWhatTcpdumpCounts) {
    beginOne();
    shell_.say(file_.packet(5, 0, "first packet") + file_.packet(6, 0, "second packet"));
    EXPECT_TRUE(comesTo([](const auto& now) { return now.packets == 2; }));
    run_->stop();
    EXPECT_TRUE(isAskedToEnd(0));
    shell_.say(file_.packet(7, 0, "the last one"));
    shell_.complain("3 packets captured\n4 packets received by filter\n1 packet dropped by kernel\n");
    shell_.end(exitWith(0));
    ASSERT_TRUE(isOver());
    const CaptureProgress end = run_->progress();
    EXPECT_EQ(end.why, Why::Asked);
    EXPECT_EQ(end.packets, 3U);
    EXPECT_EQ(end.bytes, written_->bytes.size());
    EXPECT_EQ(end.file, "memory");
    EXPECT_EQ(end.interfaces[0].counts, (Counts{3, 4, 1, std::nullopt}));
    EXPECT_EQ(end.interfaces[0].lost, 0U);
    EXPECT_TRUE(written_->finished);
    EXPECT_THAT(written_->bytes, HasSubstr("node1/ens3"));
    EXPECT_LT(written_->bytes.find("second packet"), written_->bytes.find("the last one"));
}

TEST_F(CaptureRunTest, PutsThePacketsOfSeveralInterfacesInTheirOrder) {
    begin({{{"node1", "", "ens3"}, {"node1", "pod1a", "eth0"}}, "", {}, 0});
    shell_.complain(0, kListening);
    shell_.say(0, file_.header() + file_.packet(2, 0, "the second"));
    EXPECT_EQ(run_->progress().state, State::Starting);
    shell_.complain(1, kListening);
    shell_.say(1, file_.header() + file_.packet(1, 0, "the first") + file_.packet(3, 0, "the third"));
    EXPECT_TRUE(comesTo([](const auto& now) { return now.packets == 3; }));
    run_->stop();
    EXPECT_TRUE(isAskedToEnd(0) && isAskedToEnd(1));
    shell_.end(0, exitWith(0));
    shell_.end(1, exitWith(0));
    ASSERT_TRUE(isOver());
    const std::string& bytes = written_->bytes;
    EXPECT_LT(bytes.find("node1/ens3"), bytes.find("node1/pod1a/eth0"));
    EXPECT_LT(bytes.find("node1/pod1a/eth0"), bytes.find("the first"));
    EXPECT_LT(bytes.find("the first"), bytes.find("the second"));
    EXPECT_LT(bytes.find("the second"), bytes.find("the third"));
}

TEST_F(CaptureRunTest, AFilterThatIsNoneEndsItBeforeItBegan) {
    begin({{{"node1", "", "ens3"}, {"node1", "", "br0"}}, "tcp prt", {}, 0});
    shell_.complain(0, "tcpdump: can't parse filter expression: syntax error\n");
    shell_.end(0, exitWith(1));
    EXPECT_TRUE(isAskedToEnd(1));
    shell_.end(1, exitWith(0));
    ASSERT_TRUE(isOver());
    const CaptureProgress end = run_->progress();
    EXPECT_EQ(end.why, Why::Failed);
    EXPECT_EQ(end.error.kind, ErrorKind::CommandFailed);
    EXPECT_THAT(end.error.message, HasSubstr("node1/ens3"));
    EXPECT_EQ(end.error.detail, "can't parse filter expression: syntax error");
    EXPECT_THAT(end.error.hint, HasSubstr("pcap-filter"));
    EXPECT_EQ(end.file, "");
    EXPECT_TRUE(written_->discarded);
    EXPECT_EQ(written_->bytes, "");
}

TEST_F(CaptureRunTest, ANodeWithoutTcpdumpIsNamedWithThePackage) {
    begin({{{"node1", "", "ens3"}}, "", {}, 0});
    shell_.end(exitWith(kNoTcpdump));
    ASSERT_TRUE(isOver());
    EXPECT_EQ(run_->progress().error.kind, ErrorKind::Unsupported);
    EXPECT_THAT(run_->progress().error.text(), HasSubstr("apt-get install tcpdump"));
}

TEST_F(CaptureRunTest, ALostConnectionKeepsWhatCame) {
    beginOne();
    shell_.say(file_.packet(5, 0, "the only packet"));
    remote::Outcome lost;
    lost.reason = "the keepalive was not answered\nmore of it";
    shell_.end(lost);
    ASSERT_TRUE(isOver());
    const CaptureProgress end = run_->progress();
    EXPECT_EQ(end.error.kind, ErrorKind::Lost);
    EXPECT_THAT(end.error.message, HasSubstr("node1/ens3 broke off: the keepalive was not answered"));
    EXPECT_THAT(end.error.hint, HasSubstr("The packets so far are in memory."));
    EXPECT_TRUE(written_->finished);
    EXPECT_THAT(written_->bytes, HasSubstr("the only packet"));
}

TEST_F(CaptureRunTest, WhatIsNoSavefileEndsIt) {
    beginOne();
    shell_.say(file_.number(1) + file_.number(1) + file_.number(1'000'000'000) + file_.number(1));
    EXPECT_TRUE(isAskedToEnd(0));
    shell_.end(exitWith(0));
    ASSERT_TRUE(isOver());
    EXPECT_EQ(run_->progress().why, Why::Failed);
    EXPECT_THAT(run_->progress().error.message, HasSubstr("node1/ens3"));
}

TEST_F(CaptureRunTest, TheSizeIsNeverPassed) {
    beginOne({{{"node1", "", "ens3"}}, "", {}, kLeastSize});
    for (std::uint32_t number = 0; number < 100; ++number) {
        shell_.say(file_.packet(number, 0, std::string(1'400, 'x')));
    }
    EXPECT_TRUE(isAskedToEnd(0));
    shell_.complain("100 packets captured\n100 packets received by filter\n0 packets dropped by kernel\n");
    shell_.end(exitWith(0));
    ASSERT_TRUE(isOver());
    const CaptureProgress end = run_->progress();
    EXPECT_EQ(end.why, Why::Size);
    EXPECT_LE(written_->bytes.size(), kLeastSize);
    EXPECT_GT(written_->bytes.size(), kLeastSize - 2'000);
    EXPECT_EQ(end.packets + end.interfaces[0].leftOut, 100U);
}

TEST_F(CaptureRunTest, TheTimeEndsIt) {
    beginOne({{{"node1", "", "ens3"}}, "", std::chrono::milliseconds(300), 0});
    EXPECT_TRUE(isAskedToEnd(0));
    shell_.end(exitWith(0));
    ASSERT_TRUE(isOver());
    EXPECT_EQ(run_->progress().why, Why::Time);
    EXPECT_GE(run_->progress().time.count(), 300);
}

TEST_F(CaptureRunTest, AReaderThatGoesAwayIsNoFailure) {
    beginOne();
    written_->whenFull = ErrorKind::Cancelled;
    shell_.say(file_.packet(5, 0, std::string(200'000, 'x')));
    for (std::uint32_t number = 0; number < 5; ++number) {
        shell_.say(file_.packet(number, 0, std::string(200'000, 'x')));
    }
    EXPECT_TRUE(isAskedToEnd(0));
    shell_.end(exitWith(0));
    ASSERT_TRUE(isOver());
    EXPECT_EQ(run_->progress().why, Why::Closed);
}

TEST_F(CaptureRunTest, AFullDiskIsOne) {
    beginOne();
    for (std::uint32_t number = 0; number < 6; ++number) {
        shell_.say(file_.packet(number, 0, std::string(200'000, 'x')));
    }
    EXPECT_TRUE(isAskedToEnd(0));
    shell_.end(exitWith(0));
    ASSERT_TRUE(isOver());
    EXPECT_EQ(run_->progress().why, Why::Failed);
    EXPECT_THAT(run_->progress().error.text(),
                HasSubstr("there is no room in the memory\nThe packets so far are in memory."));
    EXPECT_FALSE(written_->finished);
}

TEST_F(CaptureRunTest, StoppedBeforeItBeganItLeavesNothing) {
    begin({{{"node1", "", "ens3"}}, "", {}, 0});
    run_->stop();
    EXPECT_TRUE(isAskedToEnd(0));
    shell_.end(exitWith(0));
    ASSERT_TRUE(isOver());
    EXPECT_EQ(run_->progress().why, Why::Asked);
    EXPECT_EQ(run_->progress().file, "");
    EXPECT_TRUE(written_->discarded);
}

TEST_F(CaptureRunTest, ANodeThatDoesNotEndItIsNotWaitedForLongWhenTheRunGoes) {
    beginOne();
    shell_.say(file_.packet(5, 0, "a packet"));
    EXPECT_TRUE(comesTo([](const auto& now) { return now.packets == 1; }));
    const auto before = std::chrono::steady_clock::now();
    run_.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(4));
    EXPECT_TRUE(shell_.wasCancelled(0));
    EXPECT_TRUE(written_->finished);
}

TEST_F(CaptureRunTest, WrongUseStartsNothing) {
    const auto start = [this](CaptureRequest request) {
        return CaptureRun::start(
            std::move(request),
            [this](const std::string& node) { return node == "node1" ? &shell_ : nullptr; },
            std::make_unique<MemorySink>(written_));
    };
    EXPECT_FALSE(start({}));
    EXPECT_FALSE(start({{{"node1", "", "ens3"}, {"node9", "", "ens3"}}, "", {}, 0}));
    EXPECT_EQ(shell_.started(), 0U);
    EXPECT_TRUE(written_->discarded);
}

}  // namespace
}  // namespace podwire::capture
