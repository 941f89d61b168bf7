// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unicode.h"

#include <algorithm>

namespace podwire {
namespace {

struct Decoded {
    char32_t code = 0;
    std::size_t length = 0;  ///< 0: not well-formed
};

unsigned byteAt(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

Decoded decode(std::string_view text, std::size_t at) {
    const unsigned first = byteAt(text, at);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + length > text.size()) {
        return {};
    }
    char32_t code = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned next = byteAt(text, at + i);
        if ((next & 0xc0) != 0x80) {
            return {};
        }
        code = (code << 6) | (next & 0x3f);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (overlong || surrogate || code > 0x10ffff) {
        return {};
    }
    return {code, length};
}

bool isDeceptive(char32_t code) {
    if (code < 0x20) {
        return code != '\n' && code != '\t';
    }
    const bool otherControl = code >= 0x7f && code <= 0x9f;
    const bool lineSeparator = code == 0x2028 || code == 0x2029;
    const bool bidirectional = code == 0x200e || code == 0x200f || (code >= 0x202a && code <= 0x202e) ||
                               (code >= 0x2066 && code <= 0x2069);
    return otherControl || lineSeparator || bidirectional || code == 0xfeff;
}

}  // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode(text, at);
        if (next.length == 0) {
            return at;
        }
        at += next.length;
    }
    return std::nullopt;
}

std::optional<std::size_t> firstDeceptiveCharacter(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode(text, at);
        if (next.length == 0 || isDeceptive(next.code)) {
            return at;
        }
        at += next.length;
    }
    return std::nullopt;
}

std::size_t countCharacters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string shortened(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) {
        return std::string(text);
    }
    while (bytes > 0 && (byteAt(text, bytes) & 0xc0) == 0x80) {
        --bytes;
    }
    return std::string(text.substr(0, bytes)) + "...";
}

}  // namespace podwire
