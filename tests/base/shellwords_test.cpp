// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/shellwords.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <random>

namespace podwire {
namespace {

/// What a real sh makes of `line`: the words that a command of that line gets; nullopt when sh refuses the
/// line.
std::optional<std::vector<std::string>> wordsOfSh(const std::string& line) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        return std::nullopt;
    }
    // The line becomes the arguments of a function that prints each between NULs: no other byte is safe.
    const std::string script = "show() { for word; do printf '%s\\0' \"$word\"; done; }; show " + line;
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], 1);
        ::close(2);
        ::execl("/bin/sh", "sh", "-c", script.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    std::string output;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
        output.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0) {
        return std::nullopt;
    }
    std::vector<std::string> words;
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t end = output.find('\0', at);
        words.push_back(output.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// Words of bytes that a shell might trip over.
std::string oddWord(std::mt19937& random) {
    static const std::string kTempting = "abc '\"\\$`!*?[]{}()<>|&;~#=%^-\n\t\r\x01\x7f\x80\xc3\xff";
    std::string word(random() % 12, ' ');
    for (char& c : word) {
        c = random() % 4 != 0 ? kTempting[random() % kTempting.size()]
                              : static_cast<char>(1 + random() % 255);
    }
    return word;
}

TEST(QuoteWord, LeavesPlainWordsAsTheyAre) {
    for (const std::string word : {"iptables", "-A", "--to-destination=10.0.0.1:80", "192.168.1.0/24",
                                   "a_b-c.d", "user@host", "50%", "a,b", "HEAD^"}) {
        EXPECT_EQ(quoteWord(word), word);
    }
}

TEST(QuoteWord, QuotesWhatAShellWouldChange) {
    EXPECT_EQ(quoteWord(""), "''");
    EXPECT_EQ(quoteWord("two words"), "'two words'");
    EXPECT_EQ(quoteWord("it's"), "'it'\\''s'");
    EXPECT_EQ(quoteWord("$HOME"), "'$HOME'");
    EXPECT_EQ(quoteWord("~"), "'~'");
    EXPECT_EQ(quoteWord("{a,b}"), "'{a,b}'");
}

TEST(QuoteWord, DropsNul) {
    EXPECT_EQ(quoteWord(std::string_view("a\0b c", 5)), "'ab c'");
}

TEST(QuoteCommand, IsReadBackByARealShAsTheSameWords) {
    std::mt19937 random(20260101);
    for (int round = 0; round < 60; ++round) {
        std::vector<std::string> words(20);
        for (std::string& word : words) {
            word = oddWord(random);
        }
        const std::string line = quoteCommand(words);
        ASSERT_EQ(wordsOfSh(line), words) << line;
    }
}

TEST(QuoteCommand, IsReadBackBySplitWordsAsTheSameWords) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::string> words(5);
        for (std::string& word : words) {
            word = oddWord(random);
        }
        const auto split = splitWords(quoteCommand(words));
        ASSERT_TRUE(split) << quoteCommand(words);
        ASSERT_EQ(*split, words) << quoteCommand(words);
    }
}

TEST(QuoteCommand, KeepsAnEmptyCommandEmpty) {
    EXPECT_EQ(quoteCommand({}), "");
}

TEST(QuoteCommand, RunsNothingThatIsHiddenInAWord) {
    const std::vector<std::string> words = {
        "; touch /tmp/podwire-quoting-failed #", "$(touch /tmp/podwire-quoting-failed)",
        "`touch /tmp/podwire-quoting-failed`", "'; touch /tmp/podwire-quoting-failed; '"};
    EXPECT_EQ(wordsOfSh(quoteCommand(words)), words);
    EXPECT_NE(::access("/tmp/podwire-quoting-failed", F_OK), 0);
}

class SplitWordsLikeSh : public ::testing::TestWithParam<const char*> {};

TEST_P(SplitWordsLikeSh, GivesTheSameWords) {
    const auto split = splitWords(GetParam());
    ASSERT_TRUE(split) << split.error().text();
    EXPECT_EQ(*split, wordsOfSh(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, SplitWordsLikeSh,
    ::testing::Values("", "   ", "one", " one  two\tthree ", "''", "\"\"", "'' \"\" ''", "a'b c'd",
                      "a\"b c\"d", "a''b", "'it'\\''s'", "\"it's\"", "'say \"hi\"'", "\"say \\\"hi\\\"\"",
                      "a\\ b", "\\'", "\\\\", "\"\\\\\"", "\"\\a\\n\"", "'\\a\\n'", "\"\\$HOME \\`x\\`\"",
                      "'$HOME `x` $(x)'", "a\\\nb", "\"a\\\nb\"", "'a\nb'", "\"a\nb\"", "one # a comment",
                      "one#two #three", "#nothing", "'#' \\#", "\\;", "';' '|' '&' '<' '>' '(' ')'",
                      "iptables -t nat -A OUTPUT -d 10.96.1.100 -p tcp --dport 8080 -m comment --comment "
                      "\"VIP to pod1a\" -j DNAT "
                      "--to-destination 192.168.1.10:80",
                      "iptables -m statistic --mode random --probability 0.33",
                      "iptables -A INPUT ! -s 10.0.0.0/8 -j ACCEPT", "sysctl -w net.ipv4.ip_forward=1",
                      "ip netns exec pod1a ip route add default via 192.168.1.1", "printf '%s\\n' \"a  b\"",
                      "x=1 y='2 3'", "a\xc3\xbc\xe2\x9c\x93 '\xff\xfe'", "--opt='a b'\" c\"d", "{}", "a{}b",
                      "find . -name x -exec cat {} +"));

TEST(SplitWords, GoesOnAfterALineContinuation) {
    const auto words = splitWords("iptables -A OUTPUT \\\n    -j ACCEPT");
    ASSERT_TRUE(words);
    EXPECT_EQ(*words, (std::vector<std::string>{"iptables", "-A", "OUTPUT", "-j", "ACCEPT"}));
}

class SplitWordsRefuses : public ::testing::TestWithParam<const char*> {};

TEST_P(SplitWordsRefuses, WhatTheShellWouldNotTakeWordForWord) {
    const auto words = splitWords(GetParam());
    ASSERT_FALSE(words);
    EXPECT_EQ(words.error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(words.error().detail, GetParam());
    EXPECT_NE(words.error().message, "");
}

INSTANTIATE_TEST_SUITE_P(Lines, SplitWordsRefuses,
                         ::testing::Values("a; b", "a & b", "a && b", "a | b", "a > b", "a < b", "(a)",
                                           "echo $HOME", "echo ${HOME}", "echo \"$HOME\"", "echo `id`",
                                           "echo \"`id`\"", "echo $(id)", "ls *", "ls a?", "ls [ab]", "'open",
                                           "\"open", "end\\", "a 'b\" c", "x;touch /tmp/x #"));

TEST(SplitWords, OfRandomLinesAreThoseOfShOrRefused) {
    static const std::string kAlphabet = "ab '\"\\\n#\t-=";
    std::mt19937 random(42);
    int agreed = 0;
    for (int round = 0; round < 400; ++round) {
        std::string line(random() % 14, ' ');
        for (char& c : line) {
            c = kAlphabet[random() % kAlphabet.size()];
        }
        const auto split = splitWords(line);
        if (!split || line.find('\n') != std::string::npos) {
            continue;  // a newline ends a command for sh, and is a blank between words here
        }
        ASSERT_EQ(*split, wordsOfSh(line)) << line;
        ++agreed;
    }
    EXPECT_GT(agreed, 50);
}

}  // namespace
}  // namespace podwire
