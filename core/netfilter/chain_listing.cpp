// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "core/netfilter/save_scanner.h"
#include "core/netfilter/tally.h"

namespace podwire::netfilter {
namespace {

using Words = std::vector<Word>;

bool isNumber(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Where `-c PACKETS BYTES` stands.
std::size_t counterWord(const Words& words) {
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        if (!words[i].quoted && words[i].text == "-c" && isNumber(words[i + 1].text) &&
            isNumber(words[i + 2].text)) {
            return i;
        }
    }
    return words.size();
}

std::string counters(const Words& words, std::size_t at) {
    return at == words.size()
               ? "[0:0]"
               : "[" + std::string(words[at + 1].text) + ":" + std::string(words[at + 2].text) + "]";
}

/// The line without its counters.
std::string ruleOf(std::string_view line, const Words& words, std::size_t at) {
    if (at == words.size()) {
        return std::string(line);
    }
    const auto offset = [&](const char* place) { return static_cast<std::size_t>(place - line.data()); };
    const std::string_view last = words[at + 2].text;
    std::string rule(line.substr(0, offset(words[at].text.data())));
    rule += line.substr(std::min(line.size(), offset(last.data() + last.size()) + 1));
    rule.resize(rule.find_last_not_of(' ') + 1);
    return rule;
}

std::string savedLine(std::string_view line, const Words& words) {
    const std::string_view verb = words.front().text;
    if (verb == "-P" && words.size() > 2) {
        return ":" + std::string(words[1].text) + " " + std::string(words[2].text) + " " +
               counters(words, counterWord(words));
    }
    if (verb == "-N" && words.size() > 1) {
        return ":" + std::string(words[1].text) + " - [0:0]";
    }
    if (verb == "-A") {
        const std::size_t at = counterWord(words);
        return counters(words, at) + " " + ruleOf(line, words, at);
    }
    return std::string(line);
}

}  // namespace

std::string savedFromListing(std::string_view listing) {
    std::string text;
    SaveScanner scanner(listing);
    while (scanner.next()) {
        text += savedLine(scanner.line(), scanner.words()) + "\n";
    }
    return text;
}

}  // namespace podwire::netfilter
