// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace podwire {

/// Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), if there is one.
std::optional<std::size_t> firstInvalidUtf8(std::string_view text);

/// Offset of the first character that would make a line look different from what it does: a control character
/// other than tab and line feed, or one that turns the writing direction round. `text` is well-formed UTF-8.
std::optional<std::size_t> firstDeceptiveCharacter(std::string_view text);

/// Characters (code points) in well-formed UTF-8.
std::size_t countCharacters(std::string_view text);

/// At most the first `bytes` bytes of well-formed text, cut between two characters, with "..." where
/// something was cut off.
std::string shortened(std::string_view text, std::size_t bytes = 60);

}  // namespace podwire
