// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fuzz_replay.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size);

namespace podwire::testing {
namespace {

void feed(const std::string& text) {
    EXPECT_EQ(LLVMFuzzerTestOneInput(reinterpret_cast<const unsigned char*>(text.data()), text.size()), 0);
}

unsigned long rounds() {
    const char* wanted = std::getenv("PODWIRE_FUZZ_ROUNDS");
    return wanted != nullptr ? std::strtoul(wanted, nullptr, 10) : 300;
}

/// A step from one text to another: a piece is cut out, doubled, moved in from elsewhere, or a token is put
/// in.
std::string changed(std::string text, const std::vector<std::string>& others,
                    const std::vector<std::string>& tokens, std::mt19937& random) {
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

}  // namespace

FuzzReplay::FuzzReplay(const std::vector<std::string>& seedFolders, std::vector<std::string> tokens)
    : tokens_(std::move(tokens)) {
    for (const std::string& folder : seedFolders) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (!entry.is_regular_file()) {
                continue;
            }
            std::ifstream stream(entry.path(), std::ios::binary);
            seeds_.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
        }
    }
}

void FuzzReplay::feedSeeds() const {
    for (const std::string& text : seeds_) {
        feed(text);
    }
}

void FuzzReplay::feedChangedSeeds() const {
    std::mt19937 random(7);
    for (unsigned long round = 0; round < rounds(); ++round) {
        std::string text = seeds_[round % seeds_.size()];
        for (auto steps = 1 + random() % 8; steps > 0; --steps) {
            text = changed(std::move(text), seeds_, tokens_, random);
        }
        feed(text);
    }
}

}  // namespace podwire::testing
