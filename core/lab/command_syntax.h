// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <string_view>

/// The little that must be known about a shell's grammar to tell where in a line a value stands.
namespace podwire::lab {

/// Follows the words of simple commands (bash(1), "SHELL GRAMMAR"): which word is a command's first, and
/// which names the line sets itself.
class WordTracker {
public:
    /// A character of the current word; quoted characters count as part of it, but never make a keyword or a
    /// name.
    void add(char c) { begin().raw_ += c; }
    void addQuoted() { begin().raw_ += '\1'; }
    /// White space.
    void endWord(std::set<std::string, std::less<>>& names);
    /// `;`, `&`, `|`, a new line, a parenthesis: a command begins.
    void endCommand(std::set<std::string, std::less<>>& names);
    /// `<` or `>`: a file name follows, which is no word of the command.
    void redirect(std::set<std::string, std::less<>>& names);

    [[nodiscard]] bool inWord() const { return begun_; }
    [[nodiscard]] bool atCommandWord() const {
        return !begun_ && command_ && !redirected_ && next_ == Next::Word;
    }
    /// In a command's first word, or where one may begin; the value of an assignment is no such word.
    [[nodiscard]] bool inCommandWord() const;
    [[nodiscard]] bool atArray() const { return begun_ && raw_.ends_with('='); }
    [[nodiscard]] const std::string& word() const { return raw_; }

private:
    enum class Next { Word, LoopName, Names };

    WordTracker& begin() {
        begun_ = true;
        return *this;
    }
    void commandWord(std::set<std::string, std::less<>>& names);
    void noteName(std::set<std::string, std::less<>>& names) const;

    std::string raw_;
    bool begun_ = false;
    bool command_ = true;
    bool redirected_ = false;
    Next next_ = Next::Word;
};

/// True when some word of the line makes text into commands once more (`eval`, `sh -c`, `ssh`, `awk`, ...).
bool handsTextToAnInterpreter(std::string_view line);

}  // namespace podwire::lab
