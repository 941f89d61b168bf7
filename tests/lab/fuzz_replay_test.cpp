// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

namespace podwire::lab::testing {
namespace {

std::vector<std::string> seeds() {
    std::vector<std::string> texts;
    for (const char* folder :
         {PODWIRE_TEST_DATA "/labs/fuzz", PODWIRE_SOURCE_DIR "/labs/service-networking/parts"}) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream stream(entry.path(), std::ios::binary);
            texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
        }
    }
    return texts;
}

void feed(const std::string& text) {
    EXPECT_EQ(LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char*>(text.data()), text.size()), 0);
}

/// A step from one text to another: a piece is cut out, doubled, moved in from elsewhere, or a token is put
/// in.
std::string changed(std::string text, const std::vector<std::string>& others, std::mt19937& random) {
    const std::vector<std::string> tokens = {
        "$",    "{",  "}",  "[",     "]",          "\"",      "'", ": ",  "\n",    "- ",
        "$POD", "\\", "\t", "$(x)",  "$NASTY",     "${E",     "#", "|\n", "sudo ", "ip netns exec p ",
        "add",  "&a", "*a", " -A X", "9999999999", "<<EOF\n", "`", "((",  "!",     "ä"};
    const std::size_t at = text.empty() ? 0 : random() % text.size();
    const std::size_t length = 1 + random() % 40;
    const std::string& other = others[random() % others.size()];
    switch (random() % 4) {
        case 0:
            return text.erase(at, length);
        case 1:
            return text.insert(at, text.substr(at, length));
        case 2:
            return text.insert(at, other.substr(other.empty() ? 0 : random() % other.size(), length));
        default:
            return text.insert(at, tokens[random() % tokens.size()]);
    }
}

unsigned long rounds() {
    const char* wanted = std::getenv("PODWIRE_FUZZ_ROUNDS");
    return wanted != nullptr ? std::strtoul(wanted, nullptr, 10) : 300;
}

TEST(LabFuzz, SeedsAreReadWithoutACrash) {
    const auto texts = seeds();
    ASSERT_GE(texts.size(), 5U);
    for (const std::string& text : texts) {
        feed(text);
    }
}

TEST(LabFuzz, ChangedSeedsAreReadWithoutACrash) {
    const auto texts = seeds();
    std::mt19937 random(7);
    for (unsigned long round = 0; round < rounds(); ++round) {
        std::string text = texts[round % texts.size()];
        for (auto steps = 1 + random() % 8; steps > 0; --steps) {
            text = changed(std::move(text), texts, random);
        }
        feed(text);
    }
}

}  // namespace
}  // namespace podwire::lab::testing
