// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/http_answers.h"

#include <gtest/gtest.h>

namespace podwire::plan {
namespace {

TEST(HttpAnswers, CountsWhoAnsweredAndHowTheOthersFailed) {
    const HttpAnswers answers = readHttpAnswers(
        "HTTP Server IP address: 192.168.1.10\nRequest path: /\ncurl: exit 28\n"
        "HTTP Server IP address: 192.168.1.10\r\nRequest path: /\n",
        0, 3);
    EXPECT_EQ(answers.hits, (std::map<std::string, int>{{"192.168.1.10", 2}}));
    EXPECT_EQ(answers.failures, (std::map<int, int>{{28, 1}}));
    EXPECT_EQ(answers.text(), "192.168.1.10 (2), 1 timed out");
}

TEST(HttpAnswers, TakesTheExitStatusOfASingleRequest) {
    const HttpAnswers answers = readHttpAnswers("", 7, 1);
    EXPECT_EQ(answers.failed(), 1);
    EXPECT_TRUE(answers.allFailedAs(lab::Failure::Refused));
    EXPECT_FALSE(answers.allFailedAs(lab::Failure::Timeout));
}

TEST(HttpAnswers, KnowsAnAnswerThatNamesNobody) {
    const HttpAnswers answers = readHttpAnswers("<html>", 0, 1);
    EXPECT_EQ(answers.failed(), 0);
    EXPECT_TRUE(answers.onlyFrom({}));
    EXPECT_FALSE(answers.onlyFrom({"192.168.1.10"}));
}

TEST(HttpAnswers, MissesABackendThatNeverAnswered) {
    const HttpAnswers answers =
        readHttpAnswers("HTTP Server IP address: a\nHTTP Server IP address: b\n", 0, 2);
    EXPECT_TRUE(answers.fromEach({"a", "b"}));
    EXPECT_FALSE(answers.fromEach({"a", "b", "c"}));
}

}  // namespace
}  // namespace podwire::plan
