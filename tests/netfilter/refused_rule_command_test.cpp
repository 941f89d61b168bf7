// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/shellwords.h"
#include "core/netfilter/rule_command.h"

namespace podwire::netfilter {
namespace {

using ::testing::HasSubstr;

Error refused(const std::string& line) {
    const auto command = parseRuleCommand(splitWords(line).value());
    if (command) {
        ADD_FAILURE() << "was taken: " << line;
        return {};
    }
    return command.error();
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

}  // namespace
}  // namespace podwire::netfilter
