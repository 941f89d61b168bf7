// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/netfilter/rule_reader.h"

namespace podwire::netfilter {

/// Splits iptables-save output into lines of words, as iptables-restore does: double quotes, with backslash
/// before any byte inside them. A quoted word may hold line breaks.
class SaveScanner {
public:
    explicit SaveScanner(std::string_view text) : text_(text) {}

    /// Reads the next line that is not blank; false at the end of the text. What the words show lives as
    /// long as the text and the scanner.
    bool next();
    [[nodiscard]] const std::vector<Word>& words() const { return words_; }
    /// The line as it stands, without its line break.
    [[nodiscard]] std::string_view line() const { return line_; }
    [[nodiscard]] std::size_t lineNumber() const { return lineNumber_; }
    /// The line ended inside a quote: so did the text.
    [[nodiscard]] bool unfinished() const { return unfinished_; }
    [[nodiscard]] bool isComment() const { return line_.starts_with('#'); }

private:
    void splitLine();
    void skipToLineEnd();
    void readPlainWord();
    void readQuotedWord();

    std::string_view text_;
    std::size_t at_ = 0;
    std::string_view line_;
    std::size_t lineNumber_ = 0;
    std::size_t breaksInLine_ = 1;
    bool unfinished_ = false;
    std::vector<Word> words_;
    std::deque<std::string> unescaped_;
};

}  // namespace podwire::netfilter
