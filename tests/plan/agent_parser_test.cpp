// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/plan/transaction.h"

namespace podwire::plan {
namespace {

const std::string kOut =
    "\036tok state\nrules\n\036links\n\036tok state-end\n\036tok run 0\nhello\n\036tok end 0 0 1500\n"
    "\036tok run 1\nno newline\036tok end 1 7 250\n\036tok idle\n";
const std::string kErr = "\036tok run 0\n\036tok end 0\n\036tok run 1\nbad\n\036tok end 1\n";

struct Recorder {
    std::vector<std::string> log;
    AgentEvents events() {
        AgentEvents on;
        on.busy = [this] { log.emplace_back("busy"); };
        on.state = [this](std::string_view state) { log.push_back("state " + std::string(state)); };
        on.started = [this](int index) { log.push_back("started " + std::to_string(index)); };
        on.finished = [this](int index, int exitCode, double ms, const std::string& out,
                             const std::string& err) {
            log.push_back("finished " + std::to_string(index) + " " + std::to_string(exitCode) + " " +
                          std::to_string(ms) + " [" + out + "] [" + err + "]");
        };
        on.idle = [this] { log.emplace_back("idle"); };
        return on;
    }
};

const std::vector<std::string> kExpected{"state rules\n\036links\n",
                                         "started 0",
                                         "finished 0 0 1.500000 [hello\n] []",
                                         "started 1",
                                         "finished 1 7 0.250000 [no newline] [bad\n]",
                                         "idle"};

TEST(AgentParser, GivesTheSameEventsWhereverTheStreamsAreCut) {
    for (size_t cut = 0; cut <= kOut.size(); ++cut) {
        Recorder recorder;
        AgentParser parser("tok", recorder.events());
        parser.feedErr(kErr);
        parser.feedOut(std::string_view(kOut).substr(0, cut));
        parser.feedOut(std::string_view(kOut).substr(cut));
        ASSERT_EQ(recorder.log, kExpected) << "cut at " << cut;
    }
}

TEST(AgentParser, GivesTheSameEventsWhicheverStreamIsAheadAndByHowMuch) {
    for (size_t out = 0; out <= kOut.size(); ++out) {
        for (size_t err = 0; err <= kErr.size(); ++err) {
            Recorder recorder;
            AgentParser parser("tok", recorder.events());
            parser.feedOut(std::string_view(kOut).substr(0, out));
            parser.feedErr(std::string_view(kErr).substr(0, err));
            parser.feedOut(std::string_view(kOut).substr(out));
            parser.feedErr(std::string_view(kErr).substr(err));
            ASSERT_EQ(recorder.log, kExpected) << "cut at " << out << " and " << err;
        }
    }
}

TEST(AgentParser, ReadsAMillionBytesThatComeInSmallPieces) {
    Recorder recorder;
    AgentParser parser("tok", recorder.events());
    parser.feedErr("\036tok end 0\n");
    parser.feedOut("\036tok run 0\n");
    const std::string piece(64, '\036');
    for (int i = 0; i < 16'384; ++i) {
        parser.feedOut(piece);
    }
    parser.feedOut("\036tok end 0 0 0\n");
    ASSERT_EQ(recorder.log.size(), 2U);
    EXPECT_EQ(recorder.log.back().size(), std::string("finished 0 0 0.000000 [] []").size() + (64U << 14U));
}

TEST(AgentParser, WaitsForStandardErrorBeforeItCallsACommandFinished) {
    Recorder recorder;
    AgentParser parser("tok", recorder.events());
    parser.feedOut(kOut);
    EXPECT_EQ(recorder.log, (std::vector<std::string>{kExpected[0], kExpected[1]}));
    for (const char c : kErr) {
        parser.feedErr(std::string_view(&c, 1));
    }
    EXPECT_EQ(recorder.log, kExpected);
}

TEST(AgentParser, TakesMarksWithAnotherTokenForOutput) {
    Recorder recorder;
    AgentParser parser("tok", recorder.events());
    parser.feedErr("\036tok run 0\n\036tok end 0\n");
    parser.feedOut("\036tok run 0\n\036other end 0 0 1\n\036tok end 0 0 0\n");
    EXPECT_EQ(recorder.log.back(), "finished 0 0 0.000000 [\036other end 0 0 1\n] []");
}

TEST(AgentParser, SaysWhenTheLockIsHeld) {
    Recorder recorder;
    AgentParser parser("tok", recorder.events());
    parser.feedOut("\036tok busy\n");
    EXPECT_EQ(recorder.log, std::vector<std::string>{"busy"});
}

}  // namespace
}  // namespace podwire::plan
