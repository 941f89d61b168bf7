// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The real iptables, nf_tables and legacy, in a network namespace of its own.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>

#include "core/netfilter/rule_command.h"
#include "core/netfilter/ruleset.h"
#include "tests/support/kube_ruleset.h"
#include "tests/support/network_namespace.h"
#include "tests/support/saved_rules.h"
#include "tests/support/temp_dir.h"

namespace podwire::netfilter {
namespace {

using testing::NetworkNamespace;
using testing::Ran;

class Iptables : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        for (const char* const table : {"filter", "nat", "mangle", "raw", "security"}) {
            for (const char* const chain : {"PWUSER", "PWUSER2"}) {
                const Ran made = netns_.run({GetParam(), "-t", table, "-N", chain});
                ASSERT_EQ(made.status, 0) << made.err;
            }
        }
        (void)netns_.run({"ipset", "create", "pwset", "hash:net"});
    }

    [[nodiscard]] Ran run(const std::vector<std::string>& words) const {
        std::vector<std::string> argv = words;
        if (argv.front() == "sudo") {
            argv.erase(argv.begin());
        }
        argv.front() = GetParam();
        return netns_.run(argv);
    }

    [[nodiscard]] std::vector<InstalledRule> rulesOf(const std::string& table) const {
        const Ran saved = netns_.run({GetParam() + "-save", "-c", "-t", table});
        const auto ruleset = parseSave(saved.out);
        EXPECT_TRUE(ruleset) << ruleset.error().text();
        std::vector<InstalledRule> rules;
        for (const Chain& chain : ruleset->find(table)->chains) {
            rules.insert(rules.end(), chain.rules.begin(), chain.rules.end());
        }
        return rules;
    }

    /// This kernel or this machine has no such module, set or accounting object: the tool's own words.
    static bool isMissingHere(const std::string& error) {
        constexpr std::array<std::string_view, 5> Texts{
            "No chain/target/match by that name", "No such file or directory", "Couldn't load",
            "Set pwset doesn't exist", "Numerical result out of range"};
        return std::any_of(Texts.begin(), Texts.end(),
                           [&](std::string_view text) { return error.find(text) != std::string::npos; });
    }

    NetworkNamespace netns_;
};

TEST_P(Iptables, GivesBackEveryRuleAsPodwireReadsAndWritesItAndTakesItAwayByTheSameWords) {
    int ran = 0;
    std::string missing;
    for (const auto& rule : testing::savedRules()) {
        SCOPED_TRACE(rule.command);
        const auto command = parseRuleCommand(rule.words());
        ASSERT_TRUE(command) << command.error().text();
        const Ran added = run(rule.words());
        if (added.status != 0) {
            EXPECT_TRUE(isMissingHere(added.err)) << added.err;
            missing += rule.command + "\n  " + added.err;
            continue;
        }
        ++ran;
        const auto rules = rulesOf(command->table);
        ASSERT_EQ(rules.size(), 1U);
        EXPECT_EQ(rules[0].rule, command->rule);
        EXPECT_EQ(saveLine(command->rule), rules[0].line);
        EXPECT_EQ(saveLine(rules[0].rule), rules[0].line);

        const Ran deleted = run(withVerb(rule.words(), RuleCommand::Verb::Delete).value());
        ASSERT_EQ(deleted.status, 0) << deleted.err;
    }
    for (const char* const table : {"filter", "nat", "mangle", "raw", "security"}) {
        EXPECT_TRUE(rulesOf(table).empty()) << table;
    }
    RecordProperty("ran", ran);
    std::cout << ran << " rules came back; not possible on this machine:\n" << missing;
    EXPECT_GE(ran, 440);
}

TEST_P(Iptables, RefusesWhatPodwireRefuses) {
    constexpr std::array<const char*, 24> Lines{
        "iptables -A INPUT --dport 80 -p tcp -j ACCEPT",
        "iptables -A INPUT -m tcp --dport 80 -j ACCEPT",
        "iptables -A INPUT -p tcp --dport 80:70 -j ACCEPT",
        "iptables -A INPUT -p tcp --dport 65536 -j ACCEPT",
        "iptables -A INPUT -p tcp --dport 80 --dport 81 -j ACCEPT",
        "iptables -A INPUT -p nosuch -j ACCEPT",
        "iptables -A INPUT -s 10.0.0.0/33 -j ACCEPT",
        "iptables -A INPUT -s ! 10.0.0.0/8 -j ACCEPT",
        "iptables -A INPUT -i abcdefghijklmnop -j ACCEPT",
        "iptables -A INPUT -o eth0 -j ACCEPT",
        "iptables -A INPUT -j ACCEPT -j DROP",
        "iptables -A INPUT ACCEPT",
        "iptables -A INPUT -j",
        "iptables -A INPUT -m statistic --mode random --probability 1.5 -j ACCEPT",
        "iptables -A INPUT -m statistic --mode nth --every 3 --packet 3 -j ACCEPT",
        "iptables -A INPUT -m conntrack --ctstate FOO -j ACCEPT",
        "iptables -A INPUT -m comment -j ACCEPT",
        "iptables -A INPUT -m multiport --dports 80 -j ACCEPT",
        "iptables -A INPUT -p tcp --dprot 80 -j ACCEPT",
        "iptables -A INPUT -j DNAT --to-destination 10.0.0.1",
        "iptables -t nat -A PREROUTING -j DNAT --to-destination 10.0.0.1:80",
        "iptables -t nat -A PREROUTING -j DNAT",
        "iptables -t nosuch -A INPUT -j ACCEPT",
        "iptables -I INPUT 0 -j ACCEPT",
    };
    for (const char* const line : Lines) {
        const auto words = splitWords(line).value();
        EXPECT_FALSE(parseRuleCommand(words)) << line;
        EXPECT_NE(run(words).status, 0) << line;
    }
    EXPECT_TRUE(rulesOf("filter").empty());
}

TEST_P(Iptables, DeletesARuleOnlyWithItsModulesInTheOrderThatItHas) {
    const auto one =
        splitWords("iptables -A INPUT -p tcp -m tcp --dport 80 -m comment --comment x -j ACCEPT").value();
    const auto other =
        splitWords("iptables -A INPUT -p tcp -m comment --comment x -m tcp --dport 80 -j ACCEPT").value();
    ASSERT_EQ(run(one).status, 0);
    const Rule installed = rulesOf("filter").at(0).rule;
    const Rule swapped = parseRuleCommand(other)->rule;
    EXPECT_EQ(specification(installed), specification(swapped));

    EXPECT_FALSE(sameOrder(installed, swapped));
    EXPECT_NE(run(withVerb(other, RuleCommand::Verb::Delete).value()).status, 0);
    EXPECT_TRUE(sameOrder(installed, parseRuleCommand(one)->rule));
    EXPECT_EQ(run(withVerb(one, RuleCommand::Verb::Check).value()).status, 0);
    EXPECT_EQ(run(withVerb(one, RuleCommand::Verb::Delete).value()).status, 0);
}

TEST_P(Iptables, InsertsWhereTheCommandSays) {
    ASSERT_EQ(run({"iptables", "-A", "INPUT", "-s", "10.0.0.1", "-j", "ACCEPT"}).status, 0);
    ASSERT_EQ(run({"iptables", "-A", "INPUT", "-s", "10.0.0.3", "-j", "ACCEPT"}).status, 0);
    const std::vector<std::string> words{"iptables", "-I", "INPUT", "2", "-s", "10.0.0.2", "-j", "ACCEPT"};
    ASSERT_EQ(run(words).status, 0);
    EXPECT_EQ(rulesOf("filter").at(static_cast<std::size_t>(parseRuleCommand(words)->position) - 1).rule,
              parseRuleCommand(words)->rule);
}

TEST_P(Iptables, GivesBackTheRulesetThatTheBenchmarksParse) {
    const testing::TempDir directory;
    const std::string text = testing::kubeRuleset(20);
    std::ofstream(directory / "kube.save") << text;
    const Ran restored = netns_.run({GetParam() + "-restore", "-c", directory / "kube.save"});
    ASSERT_EQ(restored.status, 0) << restored.err;
    const Ran saved = netns_.run({GetParam() + "-save", "-c", "-t", "nat"});
    const auto expected = parseSave(text).value();
    const auto found = parseSave(saved.out).value();
    for (const Chain& chain : expected.find("nat")->chains) {
        const Chain* const same = found.find("nat", chain.name);
        ASSERT_NE(same, nullptr) << chain.name;
        ASSERT_EQ(same->rules.size(), chain.rules.size());
        for (std::size_t i = 0; i < chain.rules.size(); ++i) {
            EXPECT_EQ(same->rules[i].line, chain.rules[i].line);
            EXPECT_EQ(same->rules[i].rule, chain.rules[i].rule);
            EXPECT_EQ(same->rules[i].counters, chain.rules[i].counters);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(EachKind, Iptables, ::testing::Values("iptables-nft", "iptables-legacy"),
                         [](const auto& tool) { return tool.param == "iptables-nft" ? "Nft" : "Legacy"; });

}  // namespace
}  // namespace podwire::netfilter
