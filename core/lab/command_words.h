// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace podwire::lab {

/// A word of a command, and where it stood.
struct CommandWord {
    std::string text;  ///< quotes and backslashes resolved
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The words of one simple command on one (perhaps continued) line. Refused, with the reason: whatever the
/// shell would make something else of than these words (operators, expansions, braces, a tilde, a second
/// line), and comments.
tl::expected<std::vector<CommandWord>, std::string> readCommandWords(std::string_view line);

std::vector<std::string> textsOf(const std::vector<CommandWord>& words);

/// The way into a node's or namespace's program: `[sudo [-n]] [ip netns exec NS] PROGRAM`.
struct Invocation {
    bool sudo = false;
    std::string netns;        ///< empty: the node's own
    std::size_t program = 0;  ///< index of the program's word; may be the number of words
};

Invocation readInvocation(const std::vector<CommandWord>& words);

}  // namespace podwire::lab
