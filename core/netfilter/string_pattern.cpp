// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netfilter/string_pattern.h"

#include <algorithm>
#include <optional>

namespace podwire::netfilter {
namespace {

constexpr std::size_t LongestPattern = 128;  // XT_STRING_MAX_PATTERN_SIZE

bool isPrintable(char c) {
    return c >= ' ' && c <= '~';
}

/// What xt_string would be told: text with `|0a 0b|` runs and backslash escapes.
std::optional<std::string> decode(std::string_view text) {
    std::string bytes;
    bool inHex = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '|') {
            inHex = !inHex;
        } else if (inHex) {
            if (text[at] == ' ') {
                continue;
            }
            const auto value = canonical::number("0x" + std::string(text.substr(at, 2)));
            if (!value || at + 1 >= text.size()) {
                return std::nullopt;
            }
            bytes += static_cast<char>(*value);
            ++at;
        } else if (text[at] == '\\' && at + 1 < text.size()) {
            bytes += text[++at];
        } else {
            bytes += text[at];
        }
    }
    return inHex ? std::nullopt : std::optional(bytes);
}

std::string encode(std::string_view bytes) {
    constexpr std::string_view Digits = "0123456789abcdef";
    std::string text = "|";
    for (const char c : bytes) {
        const auto value = static_cast<unsigned char>(c);
        text += Digits[value >> 4U];
        text += Digits[value & 0xfU];
    }
    return text + '|';
}

canonical::Reason write(Option& option, std::string_view bytes) {
    if (bytes.empty() || bytes.size() > LongestPattern) {
        return "is not a pattern of 1 to 128 bytes";
    }
    const bool plain = std::all_of(bytes.begin(), bytes.end(), isPrintable) && bytes.back() != '\\';
    option.name = plain ? "--string" : "--hex-string";
    option.values = {plain ? std::string(bytes) : encode(bytes)};
    return nullptr;
}

}  // namespace

canonical::Reason rewritePattern(Option& option) {
    const std::string bytes = option.values.front();
    return write(option, bytes);
}

canonical::Reason rewriteHexPattern(Option& option) {
    const auto bytes = decode(option.values.front());
    return bytes ? write(option, *bytes) : "is not a pattern with bytes in hexadecimal such as 'GET|20 2f|'";
}

}  // namespace podwire::netfilter
