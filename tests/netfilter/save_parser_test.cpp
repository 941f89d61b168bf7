// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/netfilter/rule_command.h"
#include "core/netfilter/ruleset.h"
#include "tests/support/fixture.h"
#include "tests/support/kube_ruleset.h"

namespace podwire::netfilter {
namespace {

using testing::fixture;
using ::testing::HasSubstr;

Ruleset parse(const std::string& text) {
    auto ruleset = parseSave(text);
    if (!ruleset) {
        throw std::runtime_error(ruleset.error().text());
    }
    return *std::move(ruleset);
}

Rule onlyRule(const std::string& line) {
    return parse("*filter\n" + line + "\nCOMMIT\n").tables.at(0).chains.at(0).rules.at(0).rule;
}

TEST(SavedRulesets, HoldTablesChainsPoliciesAndCounters) {
    const Ruleset ruleset = parse(fixture("iptables/chapter-legacy-1.8.9.save"));
    EXPECT_EQ(ruleset.generator, "iptables-save v1.8.9");
    ASSERT_EQ(ruleset.tables.size(), 2U);
    const Chain* const output = ruleset.find("filter", "OUTPUT");
    ASSERT_NE(output, nullptr);
    EXPECT_EQ(output->policy, "ACCEPT");
    EXPECT_TRUE(output->isBuiltIn());
    EXPECT_EQ(output->counters, (Counters{6, 258}));
    EXPECT_EQ(ruleset.find("nat", "FORWARD"), nullptr);
    EXPECT_EQ(ruleset.find("mangle"), nullptr);
}

TEST(SavedRulesets, OfBothKindsOfIptablesHoldTheSameRules) {
    const Ruleset nft = parse(fixture("iptables/chapter-nft-1.8.9.save"));
    const Ruleset legacy = parse(fixture("iptables/chapter-legacy-1.8.9.save"));
    EXPECT_EQ(nft.generator, "iptables-nft-save v1.8.9 (nf_tables)");
    for (const char* const chain : {"PREROUTING", "OUTPUT", "POSTROUTING"}) {
        const auto& left = nft.find("nat", chain)->rules;
        const auto& right = legacy.find("nat", chain)->rules;
        ASSERT_EQ(left.size(), right.size());
        for (std::size_t i = 0; i < left.size(); ++i) {
            EXPECT_EQ(left[i].rule, right[i].rule);
            EXPECT_EQ(left[i].line, right[i].line);
        }
    }
}

TEST(SavedRulesets, KeepRulesInTheOrderOfTheKernelWithTheirLineAndCounters) {
    const Ruleset ruleset = parse(fixture("iptables/chapter-nft-1.8.9.save"));
    const auto& rules = ruleset.find("filter", "INPUT")->rules;
    ASSERT_EQ(rules.size(), 6U);
    EXPECT_EQ(rules[1].counters, (Counters{3, 171}));
    EXPECT_EQ(rules[1].line, "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
    EXPECT_EQ(saveLine(rules[1].rule), rules[1].line);
    EXPECT_EQ(ruleset.find("nat", "OUTPUT")->rules[1].rule.comment(), "PSEUDO_POD_OUTPUT_POD1A_IP");
}

TEST(SavedRulesets, OfKubeProxyAreReadAndPrintedWithoutLoss) {
    const Ruleset ruleset = parse(testing::kubeRuleset(50));
    std::size_t rules = 0;
    for (const Chain& chain : ruleset.find("nat")->chains) {
        for (const InstalledRule& rule : chain.rules) {
            ++rules;
            EXPECT_EQ(saveLine(rule.rule), rule.line);
        }
    }
    EXPECT_EQ(rules, 50U * 12 + 8);
    const Chain* const masquerade = ruleset.find("nat", "KUBE-MARK-MASQ");
    ASSERT_NE(masquerade, nullptr);
    EXPECT_FALSE(masquerade->isBuiltIn());
    EXPECT_EQ(masquerade->rules.at(0).rule.target->options,
              (std::vector<Option>{{"--set-xmark", {"0x4000/0x4000"}, false}}));
}

TEST(SavedRulesets, MayHaveNoCountersNoCommentsAndWindowsLineEnds) {
    const Ruleset ruleset =
        parse("*filter\r\n:INPUT DROP\r\n\r\n-A INPUT -s 10.0.0.1/32 -j ACCEPT\r\nCOMMIT\r\n");
    EXPECT_EQ(ruleset.generator, "");
    const Chain* const input = ruleset.find("filter", "INPUT");
    EXPECT_EQ(input->policy, "DROP");
    EXPECT_EQ(input->rules.at(0).line, "-A INPUT -s 10.0.0.1/32 -j ACCEPT");
    EXPECT_EQ(input->rules.at(0).counters, Counters{});
}

TEST(SavedRulesets, MayBeEmpty) {
    EXPECT_TRUE(parse("").tables.empty());
    EXPECT_TRUE(parse("\n\n# nothing\n").tables.empty());
    EXPECT_TRUE(parse("*filter\nCOMMIT").find("filter")->chains.empty());
}

TEST(SavedRulesets, MayHoldWarnings) {
    EXPECT_EQ(parse("# Warning: iptables-legacy tables present, use iptables-legacy-save to see "
                    "them\n*nat\n:PREROUTING ACCEPT [1:2]\nCOMMIT\n")
                  .find("nat", "PREROUTING")
                  ->counters,
              (Counters{1, 2}));
}

TEST(SavedRulesets, HoldChainsOfRulesThatWereNotDeclared) {
    EXPECT_EQ(parse("*filter\n-A ONE -j RETURN\n-A TWO -j RETURN\n-A ONE -j DROP\nCOMMIT\n")
                  .find("filter", "ONE")
                  ->rules.size(),
              2U);
}

TEST(SavedComments, MayHoldQuotesBackslashesAndLineBreaks) {
    EXPECT_EQ(onlyRule(R"(-A INPUT -m comment --comment "a \"b\" \\ \'c\'" -j DROP)").comment(),
              "a \"b\" \\ 'c'");
    EXPECT_EQ(onlyRule("-A INPUT -m comment --comment \"two\nlines\" -j DROP").comment(), "two\nlines");
    EXPECT_EQ(onlyRule("-A INPUT -m comment --comment \"\" -j DROP").comment(), "");
    EXPECT_EQ(onlyRule("-A INPUT -m comment --comment \"-j DROP\" -j ACCEPT").target->name, "ACCEPT");
    EXPECT_EQ(onlyRule("-A INPUT -m comment --comment \"# no comment\" -j DROP").comment(), "# no comment");
}

TEST(SavedRulesOfOtherVersions, KeepWhatPodwireDoesNotKnow) {
    const Rule rule = onlyRule(
        "-A INPUT -m newmatch --speed fast ! --colour \"-red\" -m tcp --new-option 5 -j NEW --depth 5 6");
    EXPECT_EQ(rule.matches.at(0),
              (Match{"newmatch", {{"--speed", {"fast"}, false}, {"--colour", {"-red"}, true}}}));
    EXPECT_EQ(rule.matches.at(1), (Match{"tcp", {{"--new-option", {"5"}, false}}}));
    EXPECT_EQ(rule.target->options, (std::vector<Option>{{"--depth", {"5", "6"}, false}}));
}

TEST(SavedRulesOfOtherVersions, KeepNewOptionsOfKnownModules) {
    EXPECT_EQ(onlyRule("-A INPUT -m conntrack --ctstate NEW --ctnew 5").matches.at(0).options.at(1),
              (Option{"--ctnew", {"5"}, false}));
    EXPECT_EQ(onlyRule("-A INPUT -m conntrack --ctstate FUTURE").matches.at(0).options.at(0).values.at(0),
              "FUTURE");
    EXPECT_EQ(onlyRule("-A INPUT --future 5 -j DROP").target->name, "DROP");
}

TEST(SavedRulesOfOtherVersions, AreEqualWhereOnlyTheSpellingChanged) {
    EXPECT_EQ(onlyRule("-A INPUT -p 6 -m tcp --dport 80 -j DROP"),
              onlyRule("-A INPUT -p tcp -m tcp --dport 80 -j DROP"));
    EXPECT_EQ(onlyRule("-A INPUT -m mac --mac-source 00:11:22:AA:BB:CC"),
              onlyRule("-A INPUT -m mac --mac-source 00:11:22:aa:bb:cc"));
}

struct Broken {
    const char* text;
    const char* message;
};

class BrokenRulesets : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenRulesets, NameTheLineThatIsWrong) {
    const auto ruleset = parseSave(GetParam().text);
    ASSERT_FALSE(ruleset);
    EXPECT_EQ(ruleset.error().kind, ErrorKind::InvalidInput);
    EXPECT_THAT(ruleset.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, BrokenRulesets,
    ::testing::Values(
        Broken{"-A INPUT -j DROP\n", "line 1: a rule stands outside a table"},
        Broken{":INPUT ACCEPT [0:0]\n", "line 1: a chain stands outside a table"},
        Broken{"*filter\n:INPUT\nCOMMIT\n", "line 2: chain INPUT has no policy"},
        Broken{"*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\n", "does not end with COMMIT"},
        Broken{"*filter\n*nat\nCOMMIT\n", "line 2: table nat begins before COMMIT"},
        Broken{"COMMIT\n", "line 1: COMMIT stands outside a table"},
        Broken{"*filter\n\n-A INPUT -m comment --comment \"half\n-A INPUT\nCOMMIT\n",
               "line 3: a quote has no end"},
        Broken{"*filter\n[5:x] -A INPUT\nCOMMIT\n", "line 2: counters"},
        Broken{"*filter\n[5:6]\nCOMMIT\n", "line 2: counters"},
        Broken{"*filter\n-A\nCOMMIT\n", "line 2: a rule that begins with -A"},
        Broken{"*filter\n-I INPUT 1\nCOMMIT\n", "line 2: a rule that begins with -A"},
        Broken{"*filter\n-A INPUT -s\nCOMMIT\n", "line 2: -s needs a value"},
        Broken{"*filter\n-A INPUT -s pod1a\nCOMMIT\n", "line 2: 'pod1a' is not an IPv4 address"},
        Broken{"iptables: command not found\n", "line 1: this is not a line of iptables-save"}));

TEST(FuzzedRulesets, ThatOnceBrokeTheParserNoLongerDo) {
    int replayed = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(PODWIRE_TEST_DATA) / "iptables/fuzz")) {
        const auto ruleset = parseSave(fixture("iptables/fuzz/" + entry.path().filename().string()));
        if (ruleset) {
            for (const Table& table : ruleset->tables) {
                for (const Chain& chain : table.chains) {
                    for (const InstalledRule& rule : chain.rules) {
                        EXPECT_FALSE(specification(rule.rule).empty());
                    }
                }
            }
        } else {
            EXPECT_FALSE(ruleset.error().message.empty());
        }
        ++replayed;
    }
    EXPECT_GE(replayed, 10);
}

}  // namespace
}  // namespace podwire::netfilter
