// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/key.h"

namespace podwire::terminal {
namespace {

constexpr char kEscape = '\x1b';
constexpr char32_t kLastUnicode = 0x10ffff;

std::string utf8(char32_t c) {
    const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
    const auto rest = [&](unsigned shift) { return byte(0x80U | ((c >> shift) & 0x3fU)); };
    if (c < 0x80) {
        return {byte(c)};
    }
    if (c < 0x800) {
        return {byte(0xc0U | (c >> 6U)), rest(0)};
    }
    if (c < 0x10000) {
        return {byte(0xe0U | (c >> 12U)), rest(6), rest(0)};
    }
    return {byte(0xf0U | (c >> 18U)), rest(12), rest(6), rest(0)};
}

/// The control character that Control makes of a character, or the character.
char32_t controlled(char32_t c) {
    if ((c >= 'a' && c <= 'z') || (c >= '@' && c <= '_')) {
        return c & 0x1fU;
    }
    switch (c) {
        case ' ':
        case '2':
            return 0;
        case '/':
        case '-':
            return 0x1f;
        case '?':
            return 0x7f;
        default:
            return c;
    }
}

std::string withAlt(const std::string& bytes, Modifiers modifiers) {
    return modifiers.alt ? kEscape + bytes : bytes;
}

}  // namespace

std::string bytesFor(char32_t character, Modifiers modifiers) {
    if (character > kLastUnicode) {
        return {};
    }
    return withAlt(utf8(modifiers.control ? controlled(character) : character), modifiers);
}

std::string bytesFor(Key key, Modifiers modifiers) {
    switch (key.name) {
        case Key::Enter:
            return withAlt("\r", modifiers);
        case Key::Tab:
            return modifiers.shift ? std::string("\x1b[Z") : withAlt("\t", modifiers);
        case Key::Backspace:
            return withAlt(modifiers.control ? "\x08" : "\x7f", modifiers);
        case Key::Escape:
            return withAlt({kEscape}, modifiers);
        default:
            return {};
    }
}

}  // namespace podwire::terminal
