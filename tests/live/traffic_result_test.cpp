// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/traffic_result.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "core/live/traffic_tally.h"

namespace podwire::live {
namespace {

const std::string kRun =
    "begin 1700000000000000\n"
    "r 0 225 5246 40136 10.96.1.100 200 192.168.1.10 -\n"
    "r 2 300 9 0 - 0 - name\n"
    "r 1 226 3000001 40138 10.96.1.100 0 - timeout\n"
    "r 3 400 700 40140 10.96.1.100 503 - bad\n"
    "end 4\n";

struct Heard {
    std::vector<TrafficResult> results;
    TrafficParser parser{[this](const TrafficResult& result) { results.push_back(result); }};
};

TEST(TrafficResult, IsReadFromItsLine) {
    const auto result = parseTrafficLine("r 7 225 5246 40136 10.96.1.100 200 192.168.1.10 -");
    ASSERT_TRUE(result);
    EXPECT_EQ(result->sequence, 7U);
    EXPECT_EQ(result->end(), 5471);
    EXPECT_EQ(result->localPort, 40136);
    EXPECT_EQ(result->asked, "10.96.1.100");
    EXPECT_EQ(result->status, 200);
    EXPECT_EQ(result->server, "192.168.1.10");
    EXPECT_EQ(result->failure, TrafficFailure::None);
}

TEST(TrafficResult, OfAnyOtherLineThereIsNone) {
    for (const char* const line :
         {"", "r", "r 0 225 5246 40136 10.96.1.100 200 192.168.1.10", "x 0 225 5246 40136 - 200 - -",
          "r 0 225 5246 40136 - 200 - - ", "r -1 225 5246 40136 - 200 - -", "r 0 -225 5246 40136 - 200 - -",
          "r 0 225 5246 65536 - 200 - -", "r 0 225 5246 40136 nobody 200 - -",
          "r 0 225 5246 40136 - 200 - odd", "r 0 225 5246 40136 - 1000 - -",
          "r 0 9223372036854775807 9223372036854775807 1 - 200 - -", "r  0 225 5246 40136 - 200 - -",
          "r 0x1 225 5246 40136 - 200 - -"}) {
        EXPECT_FALSE(parseTrafficLine(line)) << line;
    }
}

TEST(TrafficParser, TakesARunHoweverItIsCut) {
    for (std::size_t cut = 1; cut < kRun.size(); ++cut) {
        Heard heard;
        for (std::size_t at = 0; at < kRun.size(); at += cut) {
            heard.parser.feed(std::string_view(kRun).substr(at, cut));
        }
        ASSERT_EQ(heard.results.size(), 4U) << cut;
        EXPECT_EQ(heard.results[2].sequence, 1U);
        EXPECT_EQ(heard.results[2].failure, TrafficFailure::Timeout);
        EXPECT_EQ(heard.parser.began(), 1700000000000000);
        EXPECT_TRUE(heard.parser.isAtEnd());
        EXPECT_EQ(heard.parser.strayLines(), 0U);
    }
}

TEST(TrafficParser, CountsWhatIsNotOursAndGoesOn) {
    Heard heard;
    heard.parser.feed("Welcome to node1\n" + std::string(100'000, 'x'));
    heard.parser.feed(
        "r 0 1 1 1 - 0 - name\nbegin soon\nbegin -4\nr 0 1 1 1 - 0 - name\nend\nend 1\nend 1\n");
    EXPECT_EQ(heard.results.size(), 1U) << "the first stood on the long line";
    EXPECT_EQ(heard.parser.began(), 0);
    EXPECT_TRUE(heard.parser.isAtEnd());
    EXPECT_EQ(heard.parser.strayLines(), 6U);
}

TEST(TrafficParser, SurvivesDamage) {
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string damaged = kRun + kRun;
        for (int i = 0; i < 6; ++i) {
            damaged[random() % damaged.size()] = static_cast<char>(random());
        }
        damaged.resize(random() % damaged.size());
        Heard heard;
        TrafficTally tally;
        heard.parser.feed(damaged);
        for (const TrafficResult& result : heard.results) {
            tally.add(result);
        }
        EXPECT_LE(heard.results.size(), 8U);
        EXPECT_EQ(tally.requests(), heard.results.size());
    }
}

TEST(TrafficParser, ACutRunIsNotAtItsEnd) {
    Heard heard;
    heard.parser.feed(kRun.substr(0, kRun.size() - 1));
    EXPECT_EQ(heard.results.size(), 4U);
    EXPECT_FALSE(heard.parser.isAtEnd());
}

}  // namespace
}  // namespace podwire::live
