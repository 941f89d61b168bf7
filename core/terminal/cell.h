// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace podwire::terminal {

/// A colour as a program asked for it.
struct Colour {
    enum class Kind : std::uint8_t {
        Default,  ///< of the terminal
        Indexed,  ///< `red` is a number of the palette of 256: 0..7, 8..15 bright, 16..231 cube, 232..255
                  ///< grey
        Rgb,
    };
    Kind kind = Kind::Default;
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Colour&) const = default;
};

/// How a character looks, beside itself.
struct Style {
    Colour foreground;
    Colour background;
    bool bold = false;
    bool italic = false;
    bool underline = false;
    bool strike = false;
    bool reverse = false;
    bool operator==(const Style&) const = default;
};

/// One place of the grid.
struct Cell {
    static constexpr std::size_t kMostCharacters = 4;
    /// The character and what combines with it, up to the first 0. All 0: blank.
    std::array<char32_t, kMostCharacters> characters{};
    Style style;
    std::uint8_t width = 1;  ///< in cells; 0: the right half of the character before
    bool operator==(const Cell&) const = default;
};

/// From the left; what follows the last cell is blank.
using Line = std::vector<Cell>;

}  // namespace podwire::terminal
