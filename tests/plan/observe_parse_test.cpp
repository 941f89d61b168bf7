// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/plan/observe.h"
#include "tests/support/temp_dir.h"

namespace podwire::plan {
namespace {

std::string captured(const std::string& name) {
    return podwire::testing::readFile(std::string(PODWIRE_TEST_DATA) + "/observed/" + name);
}

TEST(ParseObserved, ReadsANodeWithPodsUnitsFilesAndNotes) {
    const auto node = parseObserved("node1", captured("node1-applied.txt"));
    ASSERT_TRUE(node) << node.error().text();
    EXPECT_EQ(node->hostname, "node1");
    EXPECT_NE(node->findNetns("pod1a"), nullptr);
    EXPECT_NE(node->findNetns("pod1b"), nullptr);
    EXPECT_EQ(node->sysctls.at("net.ipv4.ip_forward"), "1");
    EXPECT_EQ(node->units.at("pod1a-http.service"), "active");
    EXPECT_EQ(node->files.at("/home/ubuntu/http_server.py").mode, "0644");
    EXPECT_EQ(node->notes.at("17f3051f2d31bd29").wantedBy, std::set<std::string>{"cluster.bridge"});
    EXPECT_EQ(node->notes.at("17f3051f2d31bd29").was, "0");
    EXPECT_FALSE(node->legacyRules.has_value());
}

TEST(ParseObserved, KeepsLegacyRulesApartAndLeavesOutANamespaceThatVanished) {
    const auto node = parseObserved("node2", captured("node2-legacy-and-ghost.txt"));
    ASSERT_TRUE(node) << node.error().text();
    EXPECT_EQ(node->findNetns("ghost"), nullptr);
    EXPECT_NE(node->findNetns("pod2"), nullptr);
    EXPECT_EQ(node->rules.find("nat", "OUTPUT")->rules.size(), 3U);
    ASSERT_TRUE(node->legacyRules.has_value());
    EXPECT_EQ(node->legacyRules->find("nat", "POSTROUTING")->rules.size(), 1U);
}

TEST(ParseObserved, KeepsTheRulesOfNamespacesApart) {
    std::string text = captured("node1-applied.txt");
    const std::string saved = "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j DROP\nCOMMIT\n";
    text.insert(text.rfind("\036end"),
                "\036rules sandbox\n" + saved + "\036status 0\n\036rules ghost\n\036status 1\n");
    const auto node = parseObserved("node1", text);
    ASSERT_TRUE(node) << node.error().text();
    EXPECT_EQ(node->netnsRules.size(), 1U) << "ghost was deleted while we looked";
    EXPECT_EQ(node->netnsRules.at("sandbox").find("filter", "INPUT")->rules.size(), 1U);
    EXPECT_EQ(
        node->rules.find("nat", "OUTPUT")->rules.size(),
        parseObserved("node1", captured("node1-applied.txt"))->rules.find("nat", "OUTPUT")->rules.size());
}

TEST(ParseObserved, TellsANameWithoutANamespaceFromANamespace) {
    std::string text = captured("node1-applied.txt");
    text.insert(text.rfind("\036end"),
                "\036mounts\n6e736673 /run/netns/pod1a\n1021994 /run/netns/pod2\n\036status 0\n"
                "\036links pod2\n\036status 255\n\036routes pod2\n\036status 255\n");
    const auto node = parseObserved("node1", text);
    ASSERT_TRUE(node) << node.error().text();
    EXPECT_EQ(node->emptyNetns, std::set<std::string>{"pod2"});
    EXPECT_EQ(node->findNetns("pod2"), nullptr);
}

TEST(ParseObserved, ForgetsAValueThatWasNotedBeforeAReboot) {
    std::string text = captured("node1-applied.txt");
    const size_t note = text.find(".was\n") + 5;
    text[note] = text[note] == 'a' ? 'b' : 'a';
    const auto node = parseObserved("node1", text);
    ASSERT_TRUE(node) << node.error().text();
    EXPECT_FALSE(node->notes.at("17f3051f2d31bd29").was.has_value());
}

TEST(ParseObserved, NeverTakesACutOffAnswerForAWholeOne) {
    const std::string text = captured("node1-applied.txt");
    for (size_t length = 0; length + 4 < text.size(); length += 61) {
        EXPECT_FALSE(parseObserved("node1", std::string_view(text).substr(0, length))) << length;
    }
}

TEST(ParseObserved, SurvivesAnyByteAnywhere) {
    const std::string text = captured("node2-legacy-and-ghost.txt");
    for (size_t at = 0; at < text.size(); at += 17) {
        std::string changed = text;
        changed[at] = static_cast<char>(at * 31 % 256);
        const auto node = parseObserved("node2", changed);
        EXPECT_TRUE(node.has_value() || !node.error().message.empty());
    }
}

}  // namespace
}  // namespace podwire::plan
