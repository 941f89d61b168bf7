// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/rule_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/base/shellwords.h"

namespace podwire::netfilter {
namespace {

using ::testing::HasSubstr;
using Verb = RuleCommand::Verb;

Result<RuleCommand> parse(const std::string& line) {
    return parseRuleCommand(splitWords(line).value());
}

Error refused(const std::string& line) {
    const auto command = parse(line);
    if (command) {
        ADD_FAILURE() << "was taken: " << line;
        return {};
    }
    return command.error();
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

struct Refusal {
    const char* line;
    const char* message;
    const char* hint;
};

class RefusedRuleCommands : public ::testing::TestWithParam<Refusal> {};

TEST_P(RefusedRuleCommands, SayWhyAndWhatToWriteInstead) {
    const Error error = refused(GetParam().line);
    EXPECT_EQ(error.kind, ErrorKind::InvalidInput);
    EXPECT_THAT(error.message, HasSubstr(GetParam().message));
    EXPECT_THAT(error.hint, HasSubstr(GetParam().hint));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, RefusedRuleCommands,
    ::testing::Values(
        Refusal{"iptables -A INPUT -p tcp --dprot 80 -j ACCEPT", "'--dprot' is not an option here",
                "Did you mean --dport?"},
        Refusal{"iptables -A INPUT --dport 80 -p tcp -j ACCEPT", "'--dport' is not an option here",
                "-p tcp, -p udp"},
        Refusal{"iptables -A INPUT --probability 0.5 -j ACCEPT", "'--probability' is not an option here",
                "-m statistic"},
        Refusal{"iptables -A INPUT --to-destination 10.0.0.1 -j DNAT",
                "'--to-destination' is not an option here", "-j DNAT"},
        Refusal{"iptables -A INPUT -j PODS --dpotr 80", "'--dpotr' is not an option here", ""},
        Refusal{"iptables -A INPUT -s 10.0.0.1,10.0.0.2 -j ACCEPT", "are several addresses",
                "one rule for each"},
        Refusal{"iptables -A INPUT -s pod1a -j ACCEPT", "'pod1a' is not an IPv4 address", ""},
        Refusal{"iptables -A INPUT -s 10.0.0.1/33 -j ACCEPT", "'10.0.0.1/33'", ""},
        Refusal{"iptables -A INPUT -s ! 10.0.0.1 -j ACCEPT", "'!' stands after -s", "before the option"},
        Refusal{"iptables -A INPUT -s 10.0.0.1 -s 10.0.0.2", "-s stands twice", ""},
        Refusal{"iptables -A INPUT -p tcp --dport 99999 -j ACCEPT", "'99999' of --dport is not a port", ""},
        Refusal{"iptables -A INPUT -p tcp --dport 90:80 -j ACCEPT", "'90:80' of --dport", ""},
        Refusal{"iptables -A INPUT -p tcp --dport 80 --dport 90 -j ACCEPT", "--dport stands twice", ""},
        Refusal{"iptables -A INPUT -p tpc -j ACCEPT", "'tpc' is not a protocol", "tcp, udp"},
        Refusal{"iptables -A INPUT ! -p all -j ACCEPT", "never matches", ""},
        Refusal{"iptables -A INPUT ! -s 0.0.0.0/0 -j ACCEPT", "never matches", ""},
        Refusal{"iptables -A INPUT -p tcp ! --dport 0:65535 -j ACCEPT", "never matches", ""},
        Refusal{"iptables -A INPUT -i a-very-long-interface -j ACCEPT", "15 bytes", ""},
        Refusal{"iptables -A OUTPUT -i eth0 -j ACCEPT", "no incoming interface", "-o"},
        Refusal{"iptables -A INPUT -o eth0 -j ACCEPT", "no outgoing interface", "-i"},
        Refusal{"iptables -A INPUT -m owner --uid-owner 0 -j ACCEPT", "no local sender", "OUTPUT"},
        Refusal{"iptables -A OUTPUT -m owner --uid-owner student -j ACCEPT", "'student' of --uid-owner", ""},
        Refusal{"iptables -A INPUT -m statistic --mode random --probability 33 -j ACCEPT",
                "'33' of --probability", ""},
        Refusal{"iptables -A INPUT -m statistic --mode random -j ACCEPT", "--mode random needs --probability",
                ""},
        Refusal{"iptables -A INPUT -m statistic --mode nth --every 2 -j ACCEPT", "needs --every and --packet",
                ""},
        Refusal{"iptables -A INPUT -j", "-j needs a value", ""},
        Refusal{"iptables -A INPUT -j -p", "'-p' is not the name of a chain or target", ""},
        Refusal{"iptables -A INPUT -p tcp --dport", "--dport needs a value", ""},
        Refusal{"iptables -A INPUT ! -j ACCEPT", "-j takes no '!'", ""},
        Refusal{"iptables -A INPUT -j ACCEPT !", "'!' stands at the end", ""},
        Refusal{"iptables -A INPUT -j ACCEPT -j DROP", "one -j or -g", ""},
        Refusal{"iptables -A INPUT ACCEPT", "'ACCEPT' belongs to no option", ""},
        Refusal{"iptables -A INPUT -ptcp -j ACCEPT", "'-ptcp' is not an option", "blank after -p"},
        Refusal{"iptables -A INPUT --jump=ACCEPT", "behind '='", "blank instead"},
        Refusal{"iptables -A INPUT -p tcp -m tcp --dest 1.2.3.4", "may be --destination or --dport",
                "in full"},
        Refusal{"iptables -A INPUT -j DNAT --to-destination 10.0.0.1", "not possible in table filter",
                "-t nat"},
        Refusal{"iptables -t nat -A PREROUTING -j DNAT", "needs --to-destination", ""},
        Refusal{"iptables -t nat -A PREROUTING -j DNAT --to-destination 10.0.0.1:80",
                "with a port needs -p tcp", ""},
        Refusal{"iptables -t nat -A PREROUTING -p tcp -j DNAT --to-destination pod:80",
                "'pod:80' of --to-destination", ""},
        Refusal{"iptables -A INPUT -j REJECT --reject-with tcp-reset", "needs -p tcp", ""},
        Refusal{"iptables -A INPUT -m tcp --dport 80 -j ACCEPT", "-m tcp needs -p tcp", ""},
        Refusal{"iptables -A INPUT -m multiport --dports 80 -j ACCEPT", "-m multiport needs -p tcp", ""},
        Refusal{"iptables -A INPUT -j LOG --log-prefix 'a prefix of more than 29 bytes'", "29 bytes", ""},
        Refusal{"iptables -t nta -A OUTPUT -j ACCEPT", "'nta' is not a table", "filter, nat"},
        Refusal{"iptables -t nat -D OUTPUT 2", "by its number", "whole rule"},
        Refusal{"iptables -I OUTPUT first -j ACCEPT", "'first' is not a position", ""},
        Refusal{"iptables -A OUTPUT 2 -j ACCEPT", "'2' belongs to no option", ""},
        Refusal{"iptables -A INPUT -A OUTPUT -j ACCEPT", "second command", ""},
        Refusal{"iptables -t nat -F", "does not name one rule", "-A, -I, -C or -D"},
        Refusal{"iptables -j ACCEPT", "none of -A, -I, -C and -D", ""},
        Refusal{"iptables -A a-chain-name-of-more-than-28-bytes -j ACCEPT", "28 bytes", ""},
        Refusal{"iptables -A 'two words' -j ACCEPT", "not the name of a chain", ""},
        Refusal{"ip6tables -A INPUT -j ACCEPT", "IPv6", "IPv4"},
        Refusal{"nft add rule", "'nft' is not iptables", ""}, Refusal{"sudo", "no command", ""}));

TEST(RefusedRuleCommands, NameTheWordThatIsWrong) {
    EXPECT_THAT(refused("sudo iptables -A INPUT -p tcp --dport 99999 -j ACCEPT").detail,
                HasSubstr("Word 7 of: sudo iptables -A INPUT -p tcp --dport 99999"));
}

TEST(RefusedRuleCommands, OfAbsurdSizeAreRefusedAtOnce) {
    EXPECT_FALSE(parseRuleCommand(std::vector<std::string>(100'000, "-m")));
    EXPECT_FALSE(parseRuleCommand(
        {"iptables", "-A", "INPUT", "-m", "comment", "--comment", std::string(10'000'000, 'x')}));
    EXPECT_FALSE(parseRuleCommand({"iptables", "-A", std::string("IN\0PUT", 6), "-j", "ACCEPT"}));
    EXPECT_FALSE(parseRuleCommand({}));
    EXPECT_LT(refused("iptables -A INPUT -j ACCEPT " + std::string(60'000, 'x')).detail.size(), 2'000U);
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
