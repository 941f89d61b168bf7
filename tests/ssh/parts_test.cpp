// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/ssh/backoff.h"
#include "core/ssh/dial_jump.h"
#include "core/ssh/liveness.h"
#include "core/ssh/prelude_filter.h"

namespace podwire::ssh {
namespace {

using namespace std::chrono_literals;

const std::string kToken = "0123456789abcdef";

/// What is left of `stream` when it comes in pieces of `size` bytes.
std::string filtered(PreludeFilter& filter, const std::string& stream, std::size_t size) {
    std::string out;
    for (std::size_t at = 0; at < stream.size(); at += size) {
        const std::string piece = stream.substr(at, size);
        out += filter.feed(piece);
    }
    return out;
}

TEST(PreludeFilter, DropsEverythingUpToTheLineOfTheTokenHoweverItIsCut) {
    const std::string stream = "Welcome!\n012345 no " + kToken + " 77.88\nout\n" + kToken + " again\n";
    for (std::size_t size = 1; size <= stream.size(); ++size) {
        PreludeFilter filter(kToken);
        EXPECT_EQ(filtered(filter, stream, size), "out\n" + kToken + " again\n") << size;
        EXPECT_TRUE(filter.passed());
        EXPECT_EQ(filter.note(), "77.88");
    }
}

TEST(JumpCommand, NamesTheTargetAndEveryHostOnTheWay) {
    Target target;
    target.host = "10.0.0.5";
    target.port = 2222;
    target.jump = "me@first:22,last";
    target.jumpConfig = "/c";
    const std::vector<std::string> expected{"ssh",
                                            "-o",
                                            "BatchMode=yes",
                                            "-o",
                                            "ControlPath=none",
                                            "-o",
                                            "ConnectTimeout=8",
                                            "-W",
                                            "10.0.0.5:2222",
                                            "-F",
                                            "/c",
                                            "-J",
                                            "me@first:22",
                                            "--",
                                            "ssh://last"};
    EXPECT_EQ(jumpCommand(target, 8s), expected);
}

TEST(JumpCommand, BracketsIpv6) {
    Target target;
    target.host = "fd00::5";
    target.jump = "gate";
    const auto argv = jumpCommand(target, 100ms);
    EXPECT_EQ(argv.at(6), "ConnectTimeout=1");
    EXPECT_EQ(argv.at(8), "[fd00::5]:22");
    EXPECT_EQ(argv.back(), "ssh://gate");
}

TEST(PreludeFilter, PassesBytesOfAnyKind) {
    const std::string binary("\0\n\xff", 3);
    PreludeFilter filter(kToken);
    EXPECT_EQ(filtered(filter, kToken + "\n" + binary, 2), binary);
    EXPECT_EQ(filter.note(), "");
}

TEST(PreludeFilter, KeepsWhatCameInsteadOfTheToken) {
    PreludeFilter filter(kToken);
    EXPECT_EQ(filtered(filter, "This account is closed.\n", 5), "");
    EXPECT_FALSE(filter.passed());
    EXPECT_EQ(filter.prelude(), "This account is closed.\n");
}

TEST(PreludeFilter, KeepsOnlyTheBeginningOfALongPrelude) {
    PreludeFilter filter(kToken);
    EXPECT_EQ(filtered(filter, "first" + std::string(1'000'000, '.'), 999), "");
    EXPECT_LT(filter.prelude().size(), PreludeFilter::kKept + kToken.size());
    EXPECT_TRUE(filter.prelude().starts_with("first"));
}

TEST(Liveness, AsksAfterAQuietPeriodAndGivesUpAfterThree) {
    const TimePoint start{};
    Liveness liveness(5s, start);
    using Verdict = Liveness::Verdict;
    EXPECT_EQ(liveness.wakeAt(), start + 5s);
    EXPECT_EQ(liveness.judge(start + 4s, 0), Verdict::Fine);
    EXPECT_EQ(liveness.judge(start + 5s, 0), Verdict::Ask);
    EXPECT_EQ(liveness.judge(start + 6s, 0), Verdict::Fine) << "one question at a time";
    EXPECT_EQ(liveness.wakeAt(), start + 15s);
    EXPECT_EQ(liveness.judge(start + 15s, 0), Verdict::Dead);
}

TEST(Liveness, TakesEveryPacketForASignOfLife) {
    const TimePoint start{};
    Liveness liveness(5s, start);
    using Verdict = Liveness::Verdict;
    EXPECT_EQ(liveness.judge(start + 5s, 0), Verdict::Ask);
    EXPECT_EQ(liveness.judge(start + 9s, 1), Verdict::Fine);
    EXPECT_EQ(liveness.wakeAt(), start + 14s);
    EXPECT_EQ(liveness.judge(start + 14s, 1), Verdict::Ask);
    EXPECT_EQ(liveness.judge(start + 23s, 1), Verdict::Fine);
    EXPECT_EQ(liveness.judge(start + 24s, 1), Verdict::Dead);
}

TEST(Liveness, IsNeverDoubtedWithoutAKeepalive) {
    Liveness liveness(0ms, TimePoint{});
    EXPECT_EQ(liveness.judge(TimePoint{} + 1000h, 0), Liveness::Verdict::Fine);
    EXPECT_EQ(liveness.wakeAt(), kNever);
}

TEST(Backoff, DoublesUpToThirtySecondsWithAQuarterOfJitter) {
    Backoff backoff;
    for (const int seconds : {1, 2, 4, 8, 16, 30, 30, 30}) {
        const Milliseconds pause = backoff.next();
        EXPECT_GE(pause, Milliseconds(seconds * 750));
        EXPECT_LE(pause, Milliseconds(seconds * 1250));
    }
    backoff.reset();
    EXPECT_LE(backoff.next(), 1'250ms);
}

TEST(Backoff, DiffersFromNodeToNode) {
    std::vector<Milliseconds> pauses;
    for (int i = 0; i < 20; ++i) {
        pauses.push_back(Backoff().next());
    }
    EXPECT_NE(std::count(pauses.begin(), pauses.end(), pauses.front()), 20);
}

TEST(Durations, AreSpelledForPeople) {
    EXPECT_EQ(spell(8s), "8 s");
    EXPECT_EQ(spell(250ms), "250 ms");
    EXPECT_EQ(spell(1500ms), "1500 ms");
}

}  // namespace
}  // namespace podwire::ssh
