// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace podwire::testing {

/// Runs a libFuzzer target without libFuzzer: over seed texts and over seeds with changes by chance, always
/// the same ones.
class FuzzReplay {
public:
    /// `tokens` are put into the texts now and then: words that the reader of these texts acts on.
    FuzzReplay(const std::vector<std::string>& seedFolders, std::vector<std::string> tokens);

    [[nodiscard]] std::size_t seedCount() const { return seeds_.size(); }
    void feedSeeds() const;
    /// 300 texts; PODWIRE_FUZZ_ROUNDS asks for another number.
    void feedChangedSeeds() const;

private:
    std::vector<std::string> seeds_;
    std::vector<std::string> tokens_;
};

}  // namespace podwire::testing
