// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of a chain by the real iptables, in a network namespace of its own.
#include "core/netfilter/rule_change.h"

#include <gtest/gtest.h>

#include "core/netfilter/tally.h"
#include "tests/support/network_namespace.h"

namespace podwire::netfilter {
namespace {

using Kind = RuleChange::Kind;

class RuleChangeTest : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        for (const char* const address : {"10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.3"}) {
            run({"sudo", GetParam(), "-A", "OUTPUT", "-d", address, "-m", "comment", "--comment",
                 "it's \"so\"", "-c", "5", "300", "-j", "ACCEPT"});
        }
    }
    std::string run(std::vector<std::string> words) {
        words.erase(words.begin());
        const auto ran = netns.run(words);
        EXPECT_EQ(ran.status, 0) << ran.err;
        return ran.out;
    }
    Chain chain() {
        const auto rules = parseSave(
            savedFromListing("*filter\n" + run(listCommand("filter", "OUTPUT", tool)) + "COMMIT\n"));
        return rules ? *rules->find("filter", "OUTPUT") : Chain{};
    }
    std::string order() {
        std::string text;
        for (const InstalledRule& rule : chain().rules) {
            text += std::to_string(rule.rule.destination->value.address & 0xffU) + "/" +
                    std::to_string(rule.counters.packets) + " ";
        }
        return text;
    }
    RuleChange change(Kind kind, std::size_t place, int nth = 0) {
        RuleChange made;
        made.kind = kind;
        made.table = "filter";
        made.chain = "OUTPUT";
        made.line = chain().rules.at(place - 1).line;
        made.nth = nth;
        return made;
    }
    RuleChange carryOut(const RuleChange& made) {
        const auto planned = planChange(made, chain(), tool);
        EXPECT_TRUE(planned) << planned.error().text();
        for (const auto& command : planned->commands) {
            run(command);
        }
        return planned->inverse;
    }
    testing::NetworkNamespace netns;
    RuleTool tool{GetParam(), {}};
};

TEST_P(RuleChangeTest, ADeletedRuleComesBackWhereItStoodWithItsCount) {
    const RuleChange back = carryOut(change(Kind::Delete, 2));
    EXPECT_EQ(order(), "1/5 1/5 3/5 ");
    carryOut(back);
    EXPECT_EQ(order(), "1/5 2/5 1/5 3/5 ");
}

TEST_P(RuleChangeTest, OfTwoThatAreAlikeTheRightOneGoes) {
    run({"sudo", GetParam(), "-Z", "OUTPUT", "1"});
    const RuleChange back = carryOut(change(Kind::Delete, 3, 1));
    EXPECT_EQ(order(), "1/0 2/5 3/5 ");
    carryOut(back);
    EXPECT_EQ(order(), "1/0 2/5 1/5 3/5 ");
}

TEST_P(RuleChangeTest, ARuleMovesUpAndDownAndBack) {
    RuleChange up = change(Kind::Move, 4);
    up.position = 2;
    const RuleChange back = carryOut(up);
    EXPECT_EQ(order(), "1/5 3/5 2/5 1/5 ");
    carryOut(back);
    EXPECT_EQ(order(), "1/5 2/5 1/5 3/5 ");
    RuleChange down = change(Kind::Move, 1);
    down.position = 4;
    const RuleChange up2 = carryOut(down);
    EXPECT_EQ(order(), "2/5 1/5 3/5 1/5 ");
    carryOut(up2);
    EXPECT_EQ(order(), "1/5 2/5 1/5 3/5 ");
}

TEST_P(RuleChangeTest, ARuleIsReplacedInItsPlace) {
    RuleChange edit = change(Kind::Replace, 2);
    edit.newLine = "-A OUTPUT -d 10.0.0.9/32 -p tcp --dport 80 -j DROP";
    const RuleChange back = carryOut(edit);
    EXPECT_EQ(order(), "1/5 9/0 1/5 3/5 ");
    carryOut(back);
    EXPECT_EQ(order(), "1/5 2/0 1/5 3/5 ");
}

TEST_P(RuleChangeTest, WhatCannotBeDoneIsSaid) {
    RuleChange gone = change(Kind::Delete, 2);
    carryOut(gone);
    EXPECT_EQ(planChange(gone, chain(), tool).error().kind, ErrorKind::NotFound);
    RuleChange edit = change(Kind::Replace, 1);
    edit.newLine = "-A OUTPUT -p tcp --dport 99999 -j DROP";
    EXPECT_EQ(planChange(edit, chain(), tool).error().kind, ErrorKind::InvalidInput);
    edit.newLine = "reboot";
    EXPECT_EQ(planChange(edit, chain(), tool).error().kind, ErrorKind::InvalidInput);
}

INSTANTIATE_TEST_SUITE_P(Tools, RuleChangeTest, ::testing::Values("iptables", "iptables-legacy"),
                         [](const auto& one) { return one.param == "iptables" ? "nft" : "legacy"; });

}  // namespace
}  // namespace podwire::netfilter
