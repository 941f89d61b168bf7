// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace podwire::lab {

using Variables = std::map<std::string, std::string, std::less<>>;

/// Where in a text something is wrong: a byte offset into it.
struct ExpandError {
    size_t offset = 0;
    std::string message;
};

/// A shell command line with the lab's variables ($NAME and ${NAME}) replaced. Everything else stays to the
/// letter. Each value is quoted for the place in which it stands (bare, or inside double quotes; nothing is
/// replaced inside single quotes and comments), so that bash reads it as one literal piece whatever it holds:
/// a value can never become a command. Where quotes would not keep that promise (inside $( ), backquotes, ((
/// )), a here-document, or a line with a word such as `eval` or `sh` that reads text as commands once more)
/// only plain values may stand, and the first word of a command is never a variable. Names that the line
/// itself sets (`for i in`, `x=`, `read x`) and special parameters ($1, $?, $$) are left alone. Any other
/// unknown name is an error.
tl::expected<std::string, ExpandError> expandCommand(std::string_view line, const Variables& variables);

/// Plain text (an address, a file's content asked to be a template): values go in as they are. Unknown names
/// are errors;
/// `$$` is a dollar.
tl::expected<std::string, ExpandError> expandText(std::string_view text, const Variables& variables);

/// Text for people: known names are replaced, everything else, unknown names included, stays. `$$NAME` is the
/// text $NAME.
std::string expandMarkdown(std::string_view text, const Variables& variables);

/// A value that means the same in every place of a command: letters, digits and _ . / : @ % + , - only.
bool isPlainValue(std::string_view value);

/// No expansion makes a text longer than this many bytes.
inline constexpr size_t maxExpandedBytes = 256UL * 1024;

}  // namespace podwire::lab
