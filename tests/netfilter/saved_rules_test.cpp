// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/saved_rules.h"

#include <gtest/gtest.h>

#include "core/netfilter/rule_command.h"
#include "core/netfilter/ruleset.h"

namespace podwire::netfilter {
namespace {

/// What the kernel gave back, as parsed.
Rule saved(const std::string& line) {
    const auto ruleset = parseSave("*filter\n" + line + "\nCOMMIT\n");
    if (!ruleset) {
        throw std::runtime_error(ruleset.error().text());
    }
    return ruleset->tables.at(0).chains.at(0).rules.at(0).rule;
}

TEST(SavedRules, AreMoreThanFourHundredAndCoverEveryKindOfMatchAndTarget) {
    std::string all;
    for (const auto& rule : testing::savedRules()) {
        all += rule.line + '\n';
    }
    EXPECT_GT(testing::savedRules().size(), 400U);
    for (const char* const module :
         {"tcp",       "udp",     "sctp",      "icmp",   "multiport", "conntrack", "state", "mark",
          "connmark",  "comment", "statistic", "recent", "addrtype",  "physdev",   "owner", "limit",
          "hashlimit", "string",  "u32",       "mac",    "iprange",   "set",       "ttl",   "time"}) {
        EXPECT_NE(all.find(std::string(" -m ") + module + ' '), std::string::npos) << module;
    }
    for (const char* const target : {"DNAT", "SNAT", "MASQUERADE", "REDIRECT", "NETMAP", "LOG", "NFLOG",
                                     "REJECT", "MARK", "CONNMARK", "CT", "TPROXY", "TCPMSS", "NFQUEUE"}) {
        EXPECT_NE(all.find(std::string(" -j ") + target + ' '), std::string::npos) << target;
    }
}

TEST(SavedRules, EqualTheCommandLineThatMadeThem) {
    for (const auto& rule : testing::savedRules()) {
        const auto command = parseRuleCommand(rule.words());
        ASSERT_TRUE(command) << rule.command << '\n' << command.error().text();
        EXPECT_EQ(command->rule, saved(rule.line)) << rule.command;
        EXPECT_EQ(specification(command->rule), specification(saved(rule.line))) << rule.command;
        EXPECT_TRUE(sameOrder(command->rule, saved(rule.line))) << rule.command;
    }
}

TEST(SavedRules, ArePrintedAsIptablesSavePrintsThem) {
    for (const auto& rule : testing::savedRules()) {
        EXPECT_EQ(saveLine(saved(rule.line)), rule.line);
        EXPECT_EQ(saveLine(parseRuleCommand(rule.words()).value().rule), rule.line) << rule.command;
    }
}

TEST(SavedRules, AreReadAgainWhenTheyAreTypedAsSaved) {
    for (const auto& rule : testing::savedRules()) {
        const RuleCommand first = parseRuleCommand(rule.words()).value();
        std::vector<std::string> words{"iptables", "-t", first.table};
        // Saved quoting and the shell's agree but for \', which a shell keeps inside double quotes.
        std::string line = rule.line;
        for (std::size_t at = line.find("\\'"); at != std::string::npos; at = line.find("\\'", at)) {
            line.erase(at, 1);
        }
        const auto typed = splitWords(line);
        ASSERT_TRUE(typed) << rule.line << '\n' << typed.error().text();
        words.insert(words.end(), typed->begin(), typed->end());
        const auto second = parseRuleCommand(words);
        ASSERT_TRUE(second) << rule.line << '\n' << second.error().text();
        EXPECT_EQ(second->rule, first.rule) << rule.line;
    }
}

}  // namespace
}  // namespace podwire::netfilter
