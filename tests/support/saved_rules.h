// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "core/base/shellwords.h"
#include "tests/support/fixture.h"

namespace podwire::testing {

/// A rule as somebody types it, and the line that iptables-save 1.8.9 printed for it, nf_tables and legacy
/// alike.
struct SavedRule {
    std::string command;
    std::string line;

    [[nodiscard]] std::vector<std::string> words() const { return splitWords(command).value(); }
};

/// The pairs of tests/fixtures/iptables/rules-and-saved-lines.txt.
inline std::vector<SavedRule> savedRules() {
    std::vector<SavedRule> rules;
    std::istringstream lines(fixture("iptables/rules-and-saved-lines.txt"));
    for (std::string command; std::getline(lines, command);) {
        SavedRule rule{command, {}};
        std::getline(lines, rule.line);
        rules.push_back(rule);
        std::string blank;
        std::getline(lines, blank);
    }
    return rules;
}

}  // namespace podwire::testing
