// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/command_syntax.h"

#include <algorithm>
#include <array>

#include "core/lab/variable_name.h"

namespace podwire::lab {
namespace {

using Names = std::set<std::string, std::less<>>;

template <std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 10> commandFollows = {"do",    "then",  "else", "elif", "if",
                                                             "while", "until", "!",    "{",    "time"};
constexpr std::array<std::string_view, 8> setsNames = {"read",  "mapfile", "readarray", "export",
                                                       "local", "declare", "typeset",   "readonly"};
/// Programs and builtins that read an argument as commands, as a program or as an arithmetic expression.
constexpr std::array<std::string_view, 32> interpreters = {
    "eval", "let",     "trap",    "source", "sh",     "bash",     "dash",  "zsh",
    "ksh",  "su",      "runuser", "ssh",    "watch",  "xargs",    "awk",   "gawk",
    "mawk", "sed",     "perl",    "find",   "python", "python3",  "test",  "unset",
    "read", "declare", "typeset", "script", "flock",  "parallel", "socat", "busybox"};
constexpr std::array<std::string_view, 3> evaluatingForms = {"[[", "[ ", "printf -v"};

bool isAssignment(std::string_view word) {
    const std::size_t length = nameLength(word);
    const std::string_view rest = word.substr(length);
    return length > 0 && (rest.starts_with('=') || rest.starts_with("+="));
}

}  // namespace

bool WordTracker::inCommandWord() const {
    return command_ && !redirected_ && next_ == Next::Word && !isAssignment(raw_);
}

void WordTracker::noteName(Names& names) const {
    if (const std::size_t length = nameLength(raw_); length > 0) {
        names.insert(raw_.substr(0, length));
    }
}

void WordTracker::commandWord(Names& names) {
    if (isAssignment(raw_)) {
        noteName(names);
    } else if (raw_ == "for" || raw_ == "select") {
        next_ = Next::LoopName;
    } else if (!isOneOf(raw_, commandFollows)) {
        command_ = false;
        next_ = isOneOf(raw_, setsNames) ? Next::Names : Next::Word;
    }
}

void WordTracker::endWord(Names& names) {
    if (!begun_) {
        return;
    }
    if (redirected_) {
        redirected_ = false;
    } else if (next_ == Next::LoopName) {
        noteName(names);
        next_ = Next::Word;
        command_ = false;
    } else if (next_ == Next::Names) {
        noteName(names);
    } else if (command_) {
        commandWord(names);
    }
    raw_.clear();
    begun_ = false;
}

void WordTracker::endCommand(Names& names) {
    endWord(names);
    command_ = true;
    redirected_ = false;
    next_ = Next::Word;
}

void WordTracker::redirect(Names& names) {
    const bool isDescriptor =
        std::all_of(raw_.begin(), raw_.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (begun_ && isDescriptor) {
        raw_.clear();
        begun_ = false;
    }
    endWord(names);
    redirected_ = true;
}

bool handsTextToAnInterpreter(std::string_view line) {
    const auto isWordCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at;
        while (end < line.size() && isWordCharacter(line[end])) {
            ++end;
        }
        const std::string_view word = line.substr(at, end - at);
        if (isOneOf(word, interpreters)) {
            return true;
        }
        at = std::max(end, at + 1);
    }
    return std::any_of(evaluatingForms.begin(), evaluatingForms.end(),
                       [line](std::string_view form) { return line.find(form) != std::string_view::npos; });
}

}  // namespace podwire::lab
