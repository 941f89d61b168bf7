// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

/// POSIX shell words: IEEE Std 1003.1, Shell Command Language, 2.2 Quoting and 2.3 Token Recognition.
namespace podwire {

/// One word that any POSIX shell reads back as exactly `word`. Plain words stay as they are; others are put
/// in single quotes. NUL cannot be in a word and is dropped.
std::string quoteWord(std::string_view word);

/// The words, quoted and joined by single spaces: a command line for `sh -c`.
std::string quoteCommand(const std::vector<std::string>& argv);

/// The words of one simple command: quotes and backslashes are resolved, line continuations are spaces.
/// Expansions
/// ($x, `x`, globs) and operators (| & ; < > ( ) outside quotes) are refused as InvalidInput, since the words
/// would not be what the shell makes of the line. `~` and `{}` are kept as they stand.
Result<std::vector<std::string>> splitWords(std::string_view line);

}  // namespace podwire
