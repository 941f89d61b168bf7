// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/rule.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/shellwords.h"
#include "core/netfilter/rule_command.h"

namespace podwire::netfilter {
namespace {

Rule rule(const std::string& line) {
    return parseRuleCommand(splitWords(line).value()).value().rule;
}

TEST(Rules, WithTheSameModulesInAnotherOrderHaveOneSpecification) {
    const Rule one = rule(
        "iptables -A INPUT -p tcp --dport 80 -m comment --comment x -m conntrack --ctstate NEW -j ACCEPT");
    const Rule other = rule(
        "iptables -A INPUT -p tcp -m conntrack --ctstate NEW -m comment --comment x --dport 80 -j ACCEPT");
    EXPECT_NE(one, other);
    EXPECT_EQ(specification(one), specification(other));
    EXPECT_FALSE(sameOrder(one, other));
    EXPECT_TRUE(sameOrder(one, one));
}

TEST(Rules, ThatDifferInAnythingHaveDifferentSpecifications) {
    const std::vector<std::string> lines{
        "iptables -A INPUT -j ACCEPT",
        "iptables -A INPUT -j DROP",
        "iptables -A INPUT -g ACCEPT2",
        "iptables -A INPUT -j ACCEPT2",
        "iptables -A FORWARD -j ACCEPT",
        "iptables -A INPUT -s 10.0.0.1 -j ACCEPT",
        "iptables -A INPUT -d 10.0.0.1 -j ACCEPT",
        "iptables -A INPUT ! -s 10.0.0.1 -j ACCEPT",
        "iptables -A INPUT -s 10.0.0.1/31 -j ACCEPT",
        "iptables -A INPUT -i eth0 -j ACCEPT",
        "iptables -A INPUT -i eth0+ -j ACCEPT",
        "iptables -A INPUT -p tcp -j ACCEPT",
        "iptables -A INPUT -p tcp --dport 80 -j ACCEPT",
        "iptables -A INPUT -p tcp ! --dport 80 -j ACCEPT",
        "iptables -A INPUT -p tcp --sport 80 -j ACCEPT",
        "iptables -A INPUT -f -j ACCEPT",
        "iptables -A INPUT ! -f -j ACCEPT",
        "iptables -A INPUT -m comment --comment a -j ACCEPT",
        "iptables -A INPUT -m comment --comment 'a -m comment --comment b' -j ACCEPT",
        "iptables -A INPUT -m comment --comment a -m comment --comment b -j ACCEPT",
        "iptables -A INPUT",
    };
    std::vector<std::string> specifications;
    for (const std::string& line : lines) {
        specifications.push_back(specification(rule(line)));
    }
    std::sort(specifications.begin(), specifications.end());
    EXPECT_EQ(std::adjacent_find(specifications.begin(), specifications.end()), specifications.end());
}

TEST(Rules, KnowTheirFirstComment) {
    EXPECT_EQ(rule("iptables -A INPUT -m comment --comment 'a b' -m comment --comment c").comment(), "a b");
    EXPECT_EQ(rule("iptables -A INPUT -j ACCEPT").comment(), "");
}

TEST(Rules, QuoteWhatTheSavedLineCouldNotHoldOtherwise) {
    EXPECT_EQ(saveLine(rule(R"(iptables -A INPUT -m comment --comment "it's \"5\" \\ 6")")),
              R"(-A INPUT -m comment --comment "it\'s \"5\" \\ 6")");
}

}  // namespace
}  // namespace podwire::netfilter
