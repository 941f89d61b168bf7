// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/stats/what_if.h"

#include <gtest/gtest.h>

#include "core/stats/expected_share.h"
#include "tests/support/rules.h"

namespace podwire::stats {
namespace {

const char* const kTwo =
    ":OUTPUT ACCEPT [0:0]\n"
    "-A OUTPUT -p tcp -m statistic --mode random --probability 0.50000000000 -j DNAT --to-destination "
    "10.0.0.1:80\n"
    "-A OUTPUT -p tcp -j DNAT --to-destination 10.0.0.2:80\n";

double shareOf(const Result<netfilter::Ruleset>& rules, const char* backend) {
    const auto shares = expectedShares(rules.value(), {}, netfilter::Hook::Output);
    const Outcome* const found = shares.find(backend);
    return found == nullptr ? 0 : found->probability;
}

TEST(WhatIf, ARuleHadAnotherProbability) {
    const auto rules = test::rulesOf("nat", kTwo);
    const auto changed = withProbability(rules, "nat", "OUTPUT", 1, 0.2);
    EXPECT_NEAR(shareOf(changed, "10.0.0.1:80"), 0.2, 1e-9);
    EXPECT_NEAR(shareOf(changed, "10.0.0.2:80"), 0.8, 1e-9);
    EXPECT_EQ(changed->tables.front().chains.front().rules.front().line,
              "-A OUTPUT -p tcp -m statistic --mode random --probability 0.20000000000 -j DNAT "
              "--to-destination 10.0.0.1:80");
}

TEST(WhatIf, ARuleThatHadNoneGotAProbability) {
    const auto changed = withProbability(test::rulesOf("nat", kTwo), "nat", "OUTPUT", 2, 0.5);
    EXPECT_NEAR(shareOf(changed, "10.0.0.2:80"), 0.25, 1e-9);
}

TEST(WhatIf, TwoRulesChangedPlaces) {
    const auto changed = withSwapped(test::rulesOf("nat", kTwo), "nat", "OUTPUT", 1, 2);
    EXPECT_EQ(shareOf(changed, "10.0.0.1:80"), 0);
    EXPECT_EQ(shareOf(changed, "10.0.0.2:80"), 1);
    const auto shares = expectedShares(*changed, {}, netfilter::Hook::Output);
    EXPECT_EQ(shares.shadowed.size(), 1u);
}

TEST(WhatIf, ThereIsNoSuchRule) {
    const auto rules = test::rulesOf("nat", kTwo);
    EXPECT_EQ(withProbability(rules, "nat", "OUTPUT", 3, 0.5).error().message,
              "There is no rule 3 in chain OUTPUT of table nat");
    EXPECT_EQ(withProbability(rules, "nat", "OUTPUT", 0, 0.5).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(withSwapped(rules, "nat", "INPUT", 1, 2).error().kind, ErrorKind::NotFound);
    EXPECT_EQ(withProbability(rules, "nat", "OUTPUT", 1, 1.5).error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace podwire::stats
