// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <random>

#include "core/lab/expand.h"
#include "tests/lab/bash.h"
#include "tests/support/marked_text.h"

namespace podwire::lab::testing {
namespace {

using podwire::testing::MarkedText;

const Variables variables = {
    {"VIP", "10.96.1.100"}, {"VIP_PORT", "8080"}, {"N", "8"}, {"EMPTY", ""}, {"NASTY", "; touch x #"}};

struct Case {
    const char* line;
    const char* expanded;
};

TEST(ExpandCommand, ReplacesVariablesAndNothingElse) {
    const Case cases[] = {
        {"curl $VIP:$VIP_PORT", "curl 10.96.1.100:8080"},
        {"curl ${VIP}:${VIP_PORT}/x", "curl 10.96.1.100:8080/x"},
        {"curl  \"$VIP\"\t'$VIP' \\$VIP", "curl  \"10.96.1.100\"\t'$VIP' \\$VIP"},
        {"iptables -A X \\\n    -d $VIP", "iptables -A X \\\n    -d 10.96.1.100"},
        {"echo $EMPTY\"$EMPTY\"", "echo ''\"\""},
        {"echo a # $NOPE it's", "echo a # $NOPE it's"},
        {"echo a#$VIP", "echo a#10.96.1.100"},
        {"echo $? $$ $1 $# \"$@\" $", "echo $? $$ $1 $# \"$@\" $"},
        {"for i in {1..$N}; do echo $i: $VIP; done", "for i in {1..'8'}; do echo $i: 10.96.1.100; done"},
        {"x=$VIP; echo $x ${x%%.*} ${#x}", "x=10.96.1.100; echo $x ${x%%.*} ${#x}"},
        {"while read -r a b; do echo $a $b $VIP; done < f",
         "while read -r a b; do echo $a $b 10.96.1.100; done < f"},
        {"A=1 B=$(ip a | awk '{print $2}'); echo $A$B", "A=1 B=$(ip a | awk '{print $2}'); echo $A$B"},
        {"echo \"$(curl $VIP)\" $((1 + $N * (2 << 1)))",
         "echo \"$(curl 10.96.1.100)\" $((1 + 8 * (2 << 1)))"},
        {"echo `echo $VIP`", "echo `echo 10.96.1.100`"},
        {"echo $VIP>f 2>&1", "echo '10.96.1.100'>f 2>&1"},
        {"cat <<EOF > f\nname $VIP\nEOF\necho $VIP",
         "cat <<EOF > f\nname 10.96.1.100\nEOF\necho 10.96.1.100"},
        {"cat <<'EOF'\nit's $NOPE\nEOF", "cat <<'EOF'\nit's $NOPE\nEOF"},
        {"cat <<-EOF\n\t$VIP\n\tEOF", "cat <<-EOF\n\t10.96.1.100\n\tEOF"},
        {"for i in a; do cat <<EOF\n$i ${i} \\$VIP $VIP\nEOF\ndone",
         "for i in a; do cat <<EOF\n$i ${i} \\$VIP 10.96.1.100\nEOF\ndone"},
        {"cat <<< $VIP", "cat <<< 10.96.1.100"},
        {"sed \"s/^/$i: /\" $VIP", nullptr},
        {"[[ $VIP == x ]] && echo y", "[[ 10.96.1.100 == x ]] && echo y"},
        {"(cd /; echo $VIP) | tee {a,b}", "(cd /; echo 10.96.1.100) | tee {a,b}"},
        {"a=($VIP \"$VIP\"); echo ${a[1]}", "a=(10.96.1.100 \"10.96.1.100\"); echo ${a[1]}"},
        {"echo $NASTY \"$NASTY\"", "echo '; touch x #' \"; touch x #\""},
        {"sudo ip netns exec $VIP curl $VIP", "sudo ip netns exec 10.96.1.100 curl 10.96.1.100"},
        {"case $VIP in 10.*) echo $VIP;; esac", "case 10.96.1.100 in 10.*) echo 10.96.1.100;; esac"},
    };
    for (const Case& each : cases) {
        const auto expanded = expandCommand(each.line, variables);
        if (each.expanded == nullptr) {
            EXPECT_FALSE(expanded.has_value()) << *expanded;
            continue;
        }
        ASSERT_TRUE(expanded.has_value()) << each.line << ": " << expanded.error().message;
        EXPECT_EQ(*expanded, each.expanded);
    }
}

TEST(ExpandCommand, RefusesWithThePlace) {
    const Case cases[] = {
        {"curl §$NOPE", "unknown variable $NOPE"},
        {"curl \"§${NOPE}\"", "unknown variable $NOPE"},
        {"curl §${VIP:-x}", "only $NAME and ${NAME} are replaced"},
        {"§$VIP x", "a variable cannot be the command itself"},
        {"true && §$VIP x", "a variable cannot be the command itself"},
        {"x=1 \"§$VIP\" x", "a variable cannot be the command itself"},
        {"/usr/bin/§$VIP", "a variable cannot be the command itself"},
        {"echo §'$VIP", "a single quote without its partner"},
        {"echo §\"$VIP", "this is never closed"},
        {"echo §$(x", "this is never closed"},
        {"echo §$'a'", "$'...' is not taken here: use plain quotes"},
        {"echo §$[1]", "'$[' is an old spelling: write $(( ))"},
        {"echo $((1 + §$VIP))", "the value of $VIP cannot stand here: only a number may stand in (( ))"},
        {"echo \"$(case§ x in x) ;; esac)\"", "`case` inside $( )"},
        {"cat §<<", "a here-document without a delimiter"},
        {"cat <<EOF\n§a", "the here-document has no line 'EOF'"},
        {"cat <<EOF\n§$(x)\nEOF", "a command inside a here-document: quote its delimiter"},
        {"echo x§\\", "a backslash at the end of the command"},
        {"echo $(echo §$NASTY)",
         "the value of $NASTY cannot stand here: it would be read as a command once more; only "
         "letters, digits and _./:@%+,- are safe"},
        {"sh -c \"echo §$NASTY\"",
         "the value of $NASTY cannot stand here: it would be read as a command once more; only "
         "letters, digits and _./:@%+,- are safe"},
        {"cat <<EOF\n§$NASTY\nEOF",
         "the value of $NASTY cannot stand here: only letters, digits and _./:@%+,- are safe in a "
         "here-document"},
    };
    for (const Case& each : cases) {
        const MarkedText line(each.line);
        const auto expanded = expandCommand(line.text(), variables);
        ASSERT_FALSE(expanded.has_value()) << each.line << " became " << *expanded;
        EXPECT_EQ(expanded.error().message, each.expanded);
        EXPECT_EQ(expanded.error().offset, line.offset()) << each.line;
    }
}

TEST(ExpandCommand, RefusesAValueThatEndsItsHereDocument) {
    const auto expanded = expandCommand("cat <<EOF\nE$X\nEOF", {{"X", "OF"}});
    ASSERT_FALSE(expanded.has_value());
    EXPECT_EQ(expanded.error().message, "with its values this line ends the here-document");
}

TEST(ExpandCommand, KeepsALineShort) {
    std::string line = "echo";
    for (int i = 0; i < 1000; ++i) {
        line += " $X";
    }
    const auto expanded = expandCommand(line, {{"X", std::string(4096, 'x')}});
    ASSERT_FALSE(expanded.has_value());
    EXPECT_EQ(expanded.error().message, "the command becomes too long");
}

/// Every value, in every place where it is taken, reaches a program as that one literal piece.
void expectLiteral(const std::string& value) {
    struct Place {
        const char* line;
        const char* before;
        const char* after;
    };
    const Place places[] = {
        {"printf '<%s>\\n' $X", "", ""},
        {"printf '<%s>\\n' \"$X\"", "", ""},
        {"printf '<%s>\\n' ${X}", "", ""},
        {"printf '<%s>\\n' a$X", "a", ""},
        {"printf '<%s>\\n' \"a${X}b\"'c'", "a", "bc"},
        {"printf '<%s>\\n' a${X}\"b\"", "a", "b"},
        {"y=$X; printf '<%s>\\n' \"$y\"", "", ""},
        {"printf '<%s>\\n' {$X", "{", ""},
        {"printf '<%s>\\n' \"'$X'\"", "'", "'"},
        {"true; (printf '<%s>\\n' ~$X)", "~", ""},
        {"printf '<%s>\\n' $X # $X", "", ""},
        {"printf '<%s>\\n' {a,$X}x", nullptr, nullptr},
    };
    std::string script;
    std::string wanted;
    for (const Place& place : places) {
        const auto line = expandCommand(place.line, {{"X", value}});
        ASSERT_TRUE(line.has_value()) << line.error().message;
        script += *line + '\n';
        wanted += place.before == nullptr ? "<ax>\n<" + value + "x>\n"
                                          : "<" + std::string(place.before) + value + place.after + ">\n";
    }
    const Printed printed = runInBash(script);
    EXPECT_FALSE(printed.leftFiles) << script;
    EXPECT_EQ(printed.exitCode, 0) << script;
    EXPECT_EQ(printed.out, wanted) << script;
}

TEST(ExpandCommand, BashReadsEveryValueLiterally) {
    const char* nasty[] = {"",
                           " ",
                           "a b",
                           "it's",
                           "\"",
                           "\\",
                           "a\\",
                           "\n",
                           "a\nb\n#",
                           "$(touch x)",
                           "`touch x`",
                           "; touch x #",
                           "$HOME",
                           "${IFS}",
                           "!!",
                           "a!b",
                           "*",
                           "?[a]",
                           "~",
                           "~root",
                           "root",
                           "-n",
                           "--help",
                           "a=b",
                           "{a,b}",
                           "a,b",
                           "1..3",
                           "#",
                           "ä→🦊",
                           "\t",
                           "'; touch x #",
                           "\"; touch x #",
                           "&& touch x",
                           "|touch x",
                           ">x",
                           "2",
                           "a,b}",
                           "%s",
                           "\\n",
                           "'\\''",
                           "$'\\n'",
                           "<(touch x)"};
    for (const char* value : nasty) {
        expectLiteral(value);
    }
}

TEST(ExpandCommand, BashReadsRandomValuesLiterally) {
    std::mt19937 random(20260101);
    const std::string alphabet = "ab '\"\\$`;&|<>(){}[]!#~*?=,.\n\t-%";
    for (int round = 0; round < 60; ++round) {
        std::string value;
        for (auto length = 1 + random() % 12; length > 0; --length) {
            value += alphabet[random() % alphabet.size()];
        }
        expectLiteral(value);
    }
}

TEST(ExpandText, PutsValuesInAsTheyAre) {
    EXPECT_EQ(expandText("$VIP:${VIP_PORT} $$VIP $5 $NASTY", variables).value_or("-"),
              "10.96.1.100:8080 $VIP $5 ; touch x #");
    EXPECT_EQ(expandText("a $NOPE", variables).error().offset, 2U);
    EXPECT_EQ(expandText("${VIP", variables).error().message, "'${' without a name and '}'");
}

TEST(ExpandText, KeepsATextShort) {
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += "$X";
    }
    const Variables big = {{"X", std::string(4096, 'x')}};
    EXPECT_FALSE(expandText(text, big).has_value());
    EXPECT_LE(expandMarkdown(text, big).size(), maxExpandedBytes + 4096);
}

TEST(ExpandMarkdown, LeavesWhatItDoesNotKnow) {
    EXPECT_EQ(expandMarkdown("`$VIP` and $NOPE cost 5$; write $$VIP or ${VIP_PORT}.", variables),
              "`10.96.1.100` and $NOPE cost 5$; write $VIP or 8080.");
}

}  // namespace
}  // namespace podwire::lab::testing
