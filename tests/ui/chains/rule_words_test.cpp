// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/rule_words.h"

#include <gtest/gtest.h>

#include "core/netfilter/ruleset.h"

namespace podwire::ui {
namespace {

netfilter::Rule rule(const std::string& options) {
    return netfilter::parseSave("*nat\n-A OUTPUT " + options + "\nCOMMIT\n")
        .value()
        .tables.at(0)
        .chains.at(0)
        .rules.at(0)
        .rule;
}

TEST(RuleWordsTest, SayWhatARuleAsksFor) {
    EXPECT_EQ(
        matchWords(
            rule("-d 10.96.1.100/32 -p tcp -m tcp --dport 8080 -m statistic --mode random --probability "
                 "0.33000000007 -m comment --comment POD1 -j DNAT --to-destination 192.168.1.10:80"))
            .toStdString(),
        "tcp · to 10.96.1.100 · port 8080 · by chance 0.33 · “POD1”");
    EXPECT_EQ(matchWords(rule("-s 192.168.2.20/32 ! -d 192.168.1.0/24 -o ens3 -j MASQUERADE")).toStdString(),
              "from 192.168.2.20 · not to 192.168.1.0/24 · out ens3");
    EXPECT_EQ(matchWords(rule("-j ACCEPT")).toStdString(), "everything");
}

TEST(RuleWordsTest, SayWhatItDoes) {
    EXPECT_EQ(targetWords(rule("-p tcp -j DNAT --to-destination 192.168.1.10:80")).toStdString(),
              "DNAT → 192.168.1.10:80");
    EXPECT_EQ(targetWords(rule("-j KUBE-SERVICES")).toStdString(), "KUBE-SERVICES");
    EXPECT_EQ(targetWords(rule("-g MINE")).toStdString(), "goto MINE");
    EXPECT_EQ(targetWords(rule("-p tcp")).toStdString(), "only counts");
}

TEST(RuleWordsTest, ShortenNumbers) {
    EXPECT_EQ(countWords(9999).toStdString(), "9999");
    EXPECT_EQ(countWords(12'340).toStdString(), "12.3 k");
    EXPECT_EQ(countWords(3'400'000).toStdString(), "3.4 M");
    EXPECT_EQ(rateWords(0).toStdString(), "");
    EXPECT_EQ(rateWords(0.44).toStdString(), "0.4/s");
    EXPECT_EQ(rateWords(12.4).toStdString(), "12/s");
}

}  // namespace
}  // namespace podwire::ui
