// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/control_filter.h"

#include <cstdint>

namespace podwire::terminal {
namespace {

struct Decoded {
    char32_t character = 0;
    std::size_t length = 0;  ///< in bytes; 0: no UTF-8
};

std::size_t lengthBy(unsigned char first) {
    return first < 0x80U   ? 1
           : first < 0xc2U ? 0
           : first < 0xe0U ? 2
           : first < 0xf0U ? 3
           : first < 0xf5U ? 4
                           : 0;
}

Decoded decode(std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes.front());
    const std::size_t length = lengthBy(first);
    if (length <= 1 || length > bytes.size()) {
        return {first, length == 1 ? std::size_t{1} : std::size_t{0}};
    }
    char32_t character = first & (0xffU >> (length + 1));
    for (const char next : bytes.substr(1, length - 1)) {
        const auto byte = static_cast<unsigned char>(next);
        if ((byte & 0xc0U) != 0x80U) {
            return {};
        }
        character = (character << 6U) | (byte & 0x3fU);
    }
    const bool tooLong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
    const bool surrogate = character >= 0xd800 && character < 0xe000;
    return tooLong || surrogate || character > 0x10ffff ? Decoded{} : Decoded{character, length};
}

bool isControl(char32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
}

/// Unicode's Bidi_Control, and the separators of lines and paragraphs.
bool isDeceiving(char32_t c) {
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string filterControls(std::string_view utf8) {
    std::string kept;
    kept.reserve(utf8.size());
    while (!utf8.empty()) {
        if (utf8.front() == '\r') {
            kept += '\n';
            utf8.remove_prefix(utf8.starts_with("\r\n") ? 2 : 1);
            continue;
        }
        const Decoded next = decode(utf8);
        if (next.length > 0 && !isControl(next.character) && !isDeceiving(next.character)) {
            kept += utf8.substr(0, next.length);
        }
        utf8.remove_prefix(next.length > 0 ? next.length : 1);
    }
    return kept;
}

}  // namespace podwire::terminal
