// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/rule_command.h"

#include <gtest/gtest.h>

#include <random>

#include "core/base/shellwords.h"

namespace podwire::netfilter {
namespace {

using Verb = RuleCommand::Verb;

Result<RuleCommand> parse(const std::string& line) {
    return parseRuleCommand(splitWords(line).value());
}

std::string lineWith(const std::string& line, Verb verb) {
    return quoteCommand(withVerb(splitWords(line).value(), verb).value());
}

TEST(RuleCommands, SayToolTableVerbAndPosition) {
    const RuleCommand command =
        parse("sudo -n iptables-legacy -t nat -I POSTROUTING 3 -o eth0 -j MASQUERADE").value();
    EXPECT_TRUE(command.sudo);
    EXPECT_EQ(command.tool, "iptables-legacy");
    EXPECT_EQ(command.table, "nat");
    EXPECT_EQ(command.verb, Verb::Insert);
    EXPECT_EQ(command.position, 3);
    EXPECT_EQ(command.rule.chain, "POSTROUTING");
}

TEST(RuleCommands, AreInTableFilterAtTheEndUnlessTheySayOtherwise) {
    const RuleCommand command = parse("iptables -A INPUT -j ACCEPT").value();
    EXPECT_FALSE(command.sudo);
    EXPECT_EQ(command.tool, "iptables");
    EXPECT_EQ(command.table, "filter");
    EXPECT_EQ(command.verb, Verb::Append);
    EXPECT_EQ(command.position, 1);
    EXPECT_EQ(parse("iptables -I INPUT -j ACCEPT")->position, 1);
    EXPECT_EQ(parse("/usr/sbin/iptables -C INPUT -j ACCEPT")->verb, Verb::Check);
}

TEST(RuleCommands, MeanTheSameInEveryOrderAndSpelling) {
    const Rule rule =
        parse(
            "iptables -t nat -A OUTPUT -d 10.96.1.100/32 -p tcp -m tcp --dport 80 -m comment --comment vip "
            "-j DNAT --to-destination 192.168.1.10:80")
            ->rule;
    for (const char* const line : {
             "iptables -t nat -A OUTPUT -p tcp -d 10.96.1.100 --dport http -j DNAT --to-destination "
             "192.168.1.10:80 -m comment "
             "--comment \"vip\"",
             "iptables --table nat --append OUTPUT --protocol 6 --destination 10.96.1.100 --destination-port "
             "80 --match comment "
             "--comment vip --jump DNAT --to-destination=192.168.1.10:80",
             "iptables -w 5 -j DNAT --to-dest 192.168.1.10:80-80 -p TCP --dport=80:80 -t nat -m comment "
             "--comment vip --dst "
             "10.96.1.100/255.255.255.255 -v -A OUTPUT",
             "iptables -tnat -AOUTPUT -p tcp --dpor 80 -m comment --comment vip -d 10.96.1.100 -j DNAT --to "
             "192.168.1.10:80",
         }) {
        EXPECT_EQ(parse(line)->rule, rule) << line;
    }
}

TEST(RuleCommands, ClearHostBitsAndForgetWhatMatchesEverything) {
    EXPECT_EQ(parse("iptables -A FORWARD -s 192.168.1.1/24 -j ACCEPT")->rule,
              parse("iptables -A FORWARD -s 192.168.1.0/24 -j ACCEPT")->rule);
    EXPECT_EQ(parse("iptables -A FORWARD -s 0/0 -d 0.0.0.0/0 -i + -p all -j ACCEPT")->rule,
              parse("iptables -A FORWARD -j ACCEPT")->rule);
}

TEST(RuleCommands, KnowThatSynIsFourFlags) {
    EXPECT_EQ(parse("iptables -A INPUT -p tcp --syn -j DROP")->rule,
              parse("iptables -A INPUT -p tcp --tcp-flags FIN,SYN,RST,ACK SYN -j DROP")->rule);
}

TEST(RuleCommands, TakeACommentThatLooksLikeAnOption) {
    EXPECT_EQ(parse("iptables -A INPUT -m comment --comment '-j DROP' -j ACCEPT")->rule.comment(), "-j DROP");
    EXPECT_EQ(parse("iptables -A INPUT -m comment --comment ! -j ACCEPT")->rule.comment(), "!");
}

TEST(RuleCommands, KeepModulesThatPodwireDoesNotKnowAsTheyStand) {
    const Rule rule = parse(
                          "iptables -A INPUT -m newmatch --speed fast high ! --colour red -p tcp --dport 80 "
                          "-j NEWTARGET --depth 5")
                          ->rule;
    ASSERT_EQ(rule.matches.size(), 2U);
    EXPECT_EQ(rule.matches[0],
              (Match{"newmatch", {{"--speed", {"fast", "high"}, false}, {"--colour", {"red"}, true}}}));
    EXPECT_EQ(rule.matches[1].module, "tcp");
    EXPECT_EQ(rule.target->options, (std::vector<Option>{{"--depth", {"5"}, false}}));
}

TEST(RuleCommands, SurviveWordsInAnyOrder) {
    const std::vector<std::string> vocabulary{"iptables",
                                              "sudo",
                                              "-A",
                                              "-I",
                                              "-D",
                                              "-C",
                                              "INPUT",
                                              "OUTPUT",
                                              "-t",
                                              "nat",
                                              "-p",
                                              "tcp",
                                              "udp",
                                              "!",
                                              "-s",
                                              "10.0.0.1",
                                              "10/8",
                                              "-d",
                                              "-m",
                                              "comment",
                                              "statistic",
                                              "conntrack",
                                              "limit",
                                              "recent",
                                              "string",
                                              "unknown",
                                              "--comment",
                                              "--mode",
                                              "random",
                                              "nth",
                                              "--probability",
                                              "0.5",
                                              "--dport",
                                              "--dpo",
                                              "--d",
                                              "--",
                                              "-",
                                              "--to",
                                              "-j",
                                              "-g",
                                              "DNAT",
                                              "MARK",
                                              "CONNMARK",
                                              "LOG",
                                              "PODS",
                                              "--to-destination",
                                              "10.0.0.1:80",
                                              "--set-mark",
                                              "1/2",
                                              "--ctstate",
                                              "NEW",
                                              "--syn",
                                              "--tcp-flags",
                                              "-f",
                                              "-i",
                                              "eth+",
                                              "-c",
                                              "1",
                                              "--hex-string",
                                              "|41|",
                                              "--string",
                                              "",
                                              "--limit",
                                              "5/s",
                                              "-w",
                                              "--every",
                                              "--packet",
                                              "--set",
                                              "--name",
                                              "--x=y",
                                              "--dport=1"};
    std::mt19937 random(1);
    int taken = 0;
    for (int round = 0; round < 100'000; ++round) {
        std::vector<std::string> words{"iptables", "-A", "INPUT"};
        for (auto left = random() % 12; left > 0; --left) {
            words.push_back(vocabulary[random() % vocabulary.size()]);
        }
        if (const auto command = parseRuleCommand(words)) {
            ++taken;
            EXPECT_FALSE(saveLine(command->rule).empty());
        }
    }
    EXPECT_GT(taken, 1'000);
}

TEST(RuleCommands, SurviveAnyBytes) {
    std::mt19937 random(2);
    for (int round = 0; round < 20'000; ++round) {
        std::vector<std::string> words{"iptables", "-A", "INPUT"};
        for (auto left = random() % 8; left > 0; --left) {
            std::string word;
            for (auto bytes = random() % 20; bytes > 0; --bytes) {
                word += static_cast<char>(random());
            }
            words.push_back(word);
        }
        const auto command = parseRuleCommand(words);
        EXPECT_TRUE(command || !command.error().message.empty());
    }
}

TEST(RuleCommandsWithAnotherVerb, AreOtherwiseAsTheyWereWritten) {
    const std::string line =
        "sudo iptables -t nat -A OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination "
        "192.168.1.10:80";
    EXPECT_EQ(lineWith(line, Verb::Delete),
              "sudo iptables -t nat -D OUTPUT -p tcp -d 10.96.1.100 --dport 8080 -j DNAT --to-destination "
              "192.168.1.10:80");
    EXPECT_EQ(lineWith(lineWith(line, Verb::Delete), Verb::Append), line);
    EXPECT_EQ(lineWith("iptables --append INPUT -j ACCEPT", Verb::Check), "iptables -C INPUT -j ACCEPT");
    EXPECT_EQ(lineWith("iptables --append=INPUT -j ACCEPT", Verb::Check), "iptables -C INPUT -j ACCEPT");
    EXPECT_EQ(lineWith("iptables -AINPUT -j ACCEPT", Verb::Delete), "iptables -D INPUT -j ACCEPT");
}

TEST(RuleCommandsWithAnotherVerb, LoseTheirPosition) {
    EXPECT_EQ(lineWith("sudo iptables -t nat -I POSTROUTING 1 -p tcp -j LOG", Verb::Delete),
              "sudo iptables -t nat -D POSTROUTING -p tcp -j LOG");
    EXPECT_EQ(lineWith("iptables -p tcp -I INPUT 7 -j LOG", Verb::Append), "iptables -p tcp -A INPUT -j LOG");
}

TEST(RuleCommandsWithAnotherVerb, LoseTheirCountersWhereIptablesTakesNone) {
    EXPECT_EQ(lineWith("iptables -A INPUT -j LOG -c 5 60", Verb::Delete), "iptables -D INPUT -j LOG");
    EXPECT_EQ(lineWith("iptables -A INPUT -j LOG -c 5 60", Verb::Insert), "iptables -I INPUT -j LOG -c 5 60");
}

TEST(RuleCommandsWithAnotherVerb, DoNotMistakeACommentForTheVerb) {
    EXPECT_EQ(lineWith("iptables -m comment --comment -A -A INPUT -j LOG", Verb::Delete),
              "iptables -m comment --comment -A -D INPUT -j LOG");
}

TEST(RuleCommandsWithAnotherVerb, AreErrorsWhenTheLineIsNoRule) {
    EXPECT_FALSE(withVerb({"iptables", "-F"}, Verb::Delete));
    EXPECT_FALSE(withVerb({}, Verb::Delete));
}

}  // namespace
}  // namespace podwire::netfilter
