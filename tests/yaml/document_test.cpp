// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/yaml/document.h"

#include <gtest/gtest.h>

#include <chrono>

#include "core/base/unicode.h"
#include "tests/support/marked_text.h"

namespace podwire::yaml::testing {
namespace {

using podwire::testing::MarkedText;

std::string firstProblem(const std::string& text) {
    const auto document = parseDocument(Source("a.yaml", text));
    return document ? "none" : document.error().front().text();
}

TEST(Document, RemembersWhereEverythingStood) {
    const Source source("a.yaml", "a: 1\nü: {b: [x, ä, y]}\n");
    const auto document = parseDocument(source);
    ASSERT_TRUE(document.has_value());
    const Node& list = *document->find("ü")->find("b");
    EXPECT_EQ(source.positionOf(list.items[2].offset).text(), "a.yaml:2:15");
    EXPECT_EQ(document->find("a")->text, "1");
    EXPECT_EQ(document->find("c"), nullptr);
}

TEST(Document, KeepsScalarsAsTheyAreWritten) {
    const auto document = parseDocument(Source("a.yaml", "[010, yes, 0x10, 1e3, '', 12:30, 8080]"));
    ASSERT_TRUE(document.has_value());
    std::string all;
    for (const Node& item : document->items) {
        all += item.text + ' ';
    }
    EXPECT_EQ(all, "010 yes 0x10 1e3  12:30 8080 ");
}

TEST(Document, TellsQuotedScalarsFromPlainOnes) {
    const auto document = parseDocument(Source("a.yaml", "[80, '80', \"80\"]\n"));
    ASSERT_TRUE(document.has_value());
    EXPECT_FALSE(document->items[0].quoted);
    EXPECT_TRUE(document->items[1].quoted);
    EXPECT_TRUE(document->items[2].quoted);
    const auto block = parseDocument(Source("a.yaml", "|\n  80\n"));
    ASSERT_TRUE(block.has_value());
    EXPECT_TRUE(block->quoted);
}

TEST(Documents, AreReadOneByOne) {
    const Source source("a.yaml", "---\na: 1\n---\n---\n# nothing\n---\nb: 2\n");
    const auto documents = parseDocuments(source);
    ASSERT_TRUE(documents.has_value());
    ASSERT_EQ(documents->size(), 4U);
    EXPECT_EQ((*documents)[0].find("a")->text, "1");
    EXPECT_EQ((*documents)[1].kind, Node::Kind::Null);
    EXPECT_EQ((*documents)[2].kind, Node::Kind::Null);
    EXPECT_EQ(source.positionOf((*documents)[3].offset).text(), "a.yaml:7:1");
}

TEST(Documents, ShareOneLimitOfValues) {
    std::string many;
    for (int i = 0; i < 30'000; ++i) {
        many += "--- [x]\n";
    }
    const auto documents = parseDocuments(Source("a.yaml", many));
    ASSERT_FALSE(documents.has_value());
    EXPECT_EQ(documents.error().front().message, "more than 50000 values in one file");
}

TEST(Document, ReadsWindowsLineEnds) {
    const auto document = parseDocument(Source("a.yaml", "a: |\r\n  x\r\n  y\r\nb: z\r\n"));
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->find("a")->text, "x\ny\n");
    EXPECT_EQ(document->find("b")->text, "z");
}

TEST(Document, RefusesAnAliasBombAtItsFirstAnchor) {
    std::string bomb = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string last = std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + last + ", *a" + last + "]\n";
    }
    EXPECT_EQ(firstProblem(bomb), "a.yaml:1:5: anchors are not allowed");
}

TEST(Document, RefusesACircleOfAnchors) {
    EXPECT_EQ(firstProblem("a: &a [*a]\n"), "a.yaml:1:4: anchors are not allowed");
}

TEST(Document, RefusesDeepNesting) {
    EXPECT_EQ(firstProblem(std::string(63, '[') + "x" + std::string(63, ']')), "none");
    EXPECT_EQ(firstProblem(std::string(65, '[') + "x" + std::string(65, ']')),
              "a.yaml:1:65: nested too deeply");
    EXPECT_NE(firstProblem(std::string(100'000, '[')), "none");
    EXPECT_NE(firstProblem(std::string(100'000, '{')), "none");
    std::string sequence;
    for (int i = 0; i < 100'000; ++i) {
        sequence += "- ";
    }
    EXPECT_NE(firstProblem(sequence), "none");
}

TEST(Document, RefusesTooManyValues) {
    std::string many = "[";
    for (int i = 0; i < 60'000; ++i) {
        many += "x,";
    }
    EXPECT_NE(firstProblem(many + "]").find("more than 50000 values"), std::string::npos);
}

TEST(Document, RefusesAMapWithTooManyKeys) {
    std::string many;
    for (int i = 0; i < 100; ++i) {
        many += "k" + std::to_string(i) + ": x\n";
    }
    EXPECT_EQ(firstProblem(many), "a.yaml:65:1: a map with more than 64 keys");
}

TEST(Document, QuotesNoHalfCharacter) {
    EXPECT_EQ(firstProblem("a: \"\\ä\"\n"), "a.yaml:1:7: not YAML: unknown escape character: ");
    const std::string long_(59, 'x');
    EXPECT_EQ(shortened(long_ + "ä", 60), long_ + "...");
    EXPECT_EQ(shortened(long_ + "ä", 61), long_ + "ä");
}

TEST(Document, IsReadInTimeWhateverItHolds) {
    const auto start = std::chrono::steady_clock::now();
    for (const char* piece :
         {"[",  "{", "- ",  "? ", "a: ",   "'",    "\"",   "|\n",     "&a ",   "!a ", "# ",
          "\t", "-", "a\n", "%",  "---\n", "{a: ", "[a, ", "a: 'b\n", "? a\n", ": "}) {
        std::string text;
        while (text.size() < 64 * 1024) {
            text += piece;
        }
        (void)parseDocument(Source("a.yaml", text));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(Locate, FindsTheCharacterInEveryStyleThatKeepsIt) {
    for (const char* written : {"a: xy§@\n", "a: 'xy§@'\n", "a: \"xy§@\"\n", "a: |\n  one\n    two §@ x\n",
                                "a: |2\n    one\n  §@\n", "a: |-\n\n  x\n  §@", "a: |\n   one §@ @\n"}) {
        const MarkedText marked(written);
        const Source source("a.yaml", marked.text());
        const auto document = parseDocument(source);
        ASSERT_TRUE(document.has_value()) << written;
        const Node& scalar = *document->find("a");
        EXPECT_EQ(locate(source, scalar, scalar.text.find('@')).text(), marked.position("a.yaml").text())
            << written;
    }
}

TEST(Locate, PointsAtTheStartWhereItCannotTell) {
    for (const char* written : {"a: §>\n  one\n  two @\n", "a: §\"\\u00e4 @\"\n", "a: §one\n  two @\n"}) {
        const MarkedText marked(written);
        const Source source("a.yaml", marked.text());
        const auto document = parseDocument(source);
        ASSERT_TRUE(document.has_value()) << written;
        const Node& scalar = *document->find("a");
        EXPECT_EQ(locate(source, scalar, scalar.text.find('@')).text(), marked.position("a.yaml").text())
            << written;
    }
}

}  // namespace
}  // namespace podwire::yaml::testing
