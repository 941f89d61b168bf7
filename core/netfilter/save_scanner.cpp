// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/save_scanner.h"

#include <algorithm>
#include <array>

namespace podwire::netfilter {
namespace {

constexpr std::array<bool, 256> setOf(std::string_view bytes) {
    std::array<bool, 256> set{};
    for (const char c : bytes) {
        set[static_cast<unsigned char>(c)] = true;
    }
    return set;
}

constexpr auto EndsPlainRun = setOf(" \t\r\n\"");
constexpr auto EndsQuotedRun = setOf("\"\\\n");

/// Where the run that begins at `from` meets a byte of the set, or the end of the text.
std::size_t runEnd(std::string_view text, std::size_t from, const std::array<bool, 256>& set) {
    const auto end = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())),
                                  text.end(), [&](char c) { return set[static_cast<unsigned char>(c)]; });
    return static_cast<std::size_t>(end - text.begin());
}

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

}  // namespace

bool SaveScanner::next() {
    do {
        if (at_ >= text_.size()) {
            return false;
        }
        lineNumber_ += breaksInLine_;
        breaksInLine_ = 1;
        words_.clear();
        const std::size_t begin = at_;
        if (text_[at_] == '#') {
            skipToLineEnd();
        } else {
            splitLine();
        }
        line_ = text_.substr(begin, at_ - begin);
        if (line_.ends_with('\r')) {
            line_.remove_suffix(1);
        }
        ++at_;
    } while (line_.empty() || (words_.empty() && !isComment()));
    return true;
}

void SaveScanner::skipToLineEnd() {
    at_ = std::min(text_.find('\n', at_), text_.size());
}

void SaveScanner::splitLine() {
    while (at_ < text_.size() && text_[at_] != '\n') {
        if (isBlank(text_[at_])) {
            ++at_;
        } else if (text_[at_] == '"') {
            readQuotedWord();
        } else {
            readPlainWord();
        }
    }
}

void SaveScanner::readPlainWord() {
    const std::size_t end = runEnd(text_, at_, EndsPlainRun);
    if (end < text_.size() && text_[end] == '"') {
        readQuotedWord();
        return;
    }
    words_.push_back({text_.substr(at_, end - at_), false});
    at_ = end;
}

/// A word with a quote in it. Most are one quoted run without a backslash, which needs no copy.
void SaveScanner::readQuotedWord() {
    const std::size_t end = runEnd(text_, at_ + 1, EndsQuotedRun);
    if (text_[at_] == '"' && end < text_.size() && text_[end] == '"' &&
        (end + 1 == text_.size() || isBlank(text_[end + 1]) || text_[end + 1] == '\n')) {
        words_.push_back({text_.substr(at_ + 1, end - at_ - 1), true});
        at_ = end + 1;
        return;
    }
    std::string word;
    bool inQuotes = false;
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (!inQuotes && (isBlank(c) || c == '\n')) {
            break;
        }
        if (c == '"') {
            inQuotes = !inQuotes;
            continue;
        }
        if (inQuotes && c == '\\' && at_ + 1 < text_.size()) {
            ++at_;
        }
        breaksInLine_ += text_[at_] == '\n' ? 1U : 0U;
        word += text_[at_];
    }
    unfinished_ = unfinished_ || inQuotes;
    words_.push_back({unescaped_.emplace_back(std::move(word)), true});
}

}  // namespace podwire::netfilter
