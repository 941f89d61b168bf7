// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/frames.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace podwire::live {
namespace {

using Frames = std::vector<std::pair<std::string, std::string>>;

struct Reading {
    Frames frames;
    FrameParser parser{[this](std::string_view kind, std::string_view body) {
        frames.emplace_back(std::string(kind), std::string(body));
    }};
};

std::string printedByBash(const std::string& script) {
    ::setenv("PODWIRE_TEST_SCRIPT", (kFrameFunctions + script).c_str(), 1);
    FILE* pipe = ::popen("LC_ALL=C bash -c \"$PODWIRE_TEST_SCRIPT\"", "r");
    std::string all;
    for (int byte = std::fgetc(pipe); byte != EOF; byte = std::fgetc(pipe)) {
        all += static_cast<char>(byte);
    }
    ::pclose(pipe);
    return all;
}

TEST(FramesTest, WhatTheNodePrintsComesOutAgain) {
    const std::string bytes = printedByBash("frame links \"a\nb \xc3\xa9\"; beat; frame two \"\036x 3\n\"");
    for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, bytes.size()}) {
        Reading reading;
        for (std::size_t at = 0; at < bytes.size(); at += piece) {
            reading.parser.feed(std::string_view(bytes).substr(at, piece));
        }
        EXPECT_EQ(reading.frames, (Frames{{"links", "a\nb \xc3\xa9"}, {"beat", ""}, {"two", "\036x 3\n"}}));
    }
}

TEST(FramesTest, WhatIsNoFrameIsCountedAndPassedOver) {
    Reading reading;
    reading.parser.feed("motd\n\036ok 2\nhi\n\036bad\n\036worse x\n\036ok 1\n!\n");
    EXPECT_EQ(reading.frames, (Frames{{"ok", "hi"}, {"ok", "!"}}));
    EXPECT_GT(reading.parser.strayBytes(), 0U);
}

TEST(FramesTest, AFrameThatClaimsTooMuchIsNotWaitedFor) {
    Reading reading;
    FrameParser parser(
        [&](std::string_view kind, std::string_view) { reading.frames.emplace_back(kind, ""); }, 100);
    parser.feed("\036big 99999999999999999999\n\036huge 101\n\036fits 1\nx\n");
    EXPECT_EQ(reading.frames, (Frames{{"fits", ""}}));
}

TEST(FramesTest, AResetForgetsTheFrameThatWasBegun) {
    Reading reading;
    reading.parser.feed("\036cut 100\nonly a part");
    reading.parser.reset();
    reading.parser.feed("\036whole 1\ny\n");
    EXPECT_EQ(reading.frames, (Frames{{"whole", "y"}}));
}

}  // namespace
}  // namespace podwire::live
