// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/gap.h"

#include <gtest/gtest.h>

namespace podwire::live {
namespace {

WallTime at(int seconds) {
    return WallTime(std::chrono::seconds(seconds));
}

TEST(GapsTest, EndingTakesThoseThatLastAndSaysWhetherThereWereAny) {
    Gaps gaps;
    EXPECT_FALSE(gaps.end(at(1)));
    gaps.add({.from = at(1), .to = at(2)});
    EXPECT_FALSE(gaps.end(at(3)));
    gaps.add({.kind = Gap::Kind::Kernel, .from = at(4), .lost = 7});
    gaps.add({.from = at(5)});
    EXPECT_TRUE(gaps.end(at(6)));
    EXPECT_EQ(gaps.all()[0].to, at(2));
    EXPECT_EQ(gaps.all()[1].to, at(6));
    EXPECT_FALSE(gaps.last().lasts());
}

TEST(GapsTest, TheLastHundredAreKept) {
    Gaps gaps;
    for (int i = 1; i <= 150; ++i) {
        gaps.add({.from = at(i), .to = at(i)});
    }
    ASSERT_EQ(gaps.all().size(), 100U);
    EXPECT_EQ(gaps.all().front().from, at(51));
    EXPECT_EQ(gaps.last().from, at(150));
}

}  // namespace
}  // namespace podwire::live
