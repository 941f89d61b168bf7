// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <string>

namespace podwire::kube {
namespace {

constexpr std::array<std::string_view, 11> trueWords = {"y",    "Y",    "yes", "Yes", "YES", "true",
                                                        "True", "TRUE", "on",  "On",  "ON"};
constexpr std::array<std::string_view, 11> falseWords = {"n",     "N",     "no",  "No",  "NO", "false",
                                                         "False", "FALSE", "off", "Off", "OFF"};
constexpr std::array<std::string_view, 12> otherFloats = {
    ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN"};

template <std::size_t Size>
bool holds(const std::array<std::string_view, Size>& words, std::string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

void takeSign(std::string_view& text) {
    if (text.starts_with('-') || text.starts_with('+')) {
        text.remove_prefix(1);
    }
}

std::size_t takeDigits(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count;
}

/// Takes the base's mark off the front of the digits.
int takeBase(std::string_view& digits) {
    struct Mark {
        std::string_view text;
        int base;
    };
    constexpr std::array<Mark, 6> marks = {
        {{"0x", 16}, {"0X", 16}, {"0o", 8}, {"0O", 8}, {"0b", 2}, {"0B", 2}}};
    for (const Mark& mark : marks) {
        if (digits.starts_with(mark.text)) {
            digits.remove_prefix(mark.text.size());
            return mark.base;
        }
    }
    return digits.size() > 1 && digits.front() == '0' ? 8 : 10;
}

/// [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool looksLikeFloat(std::string_view text) {
    takeSign(text);
    const std::size_t whole = takeDigits(text);
    std::size_t fraction = 0;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        fraction = takeDigits(text);
    }
    if (whole + fraction == 0) {
        return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        takeSign(text);
        return takeDigits(text) > 0 && text.empty();
    }
    return text.empty();
}

}  // namespace

std::optional<std::int64_t> integerOf(std::string_view text) {
    std::string plain(text);
    plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
    std::string_view digits = plain;
    takeSign(digits);
    const int base = takeBase(digits);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || value > highest ||
        text.starts_with('_')) {
        return std::nullopt;
    }
    const auto number = static_cast<std::int64_t>(value);
    return plain.starts_with('-') ? -number : number;
}

std::optional<bool> booleanOf(std::string_view text) {
    if (holds(trueWords, text)) {
        return true;
    }
    return holds(falseWords, text) ? std::optional(false) : std::nullopt;
}

ScalarType typeOf(const yaml::Node& scalar) {
    if (scalar.quoted) {
        return ScalarType::String;
    }
    if (booleanOf(scalar.text)) {
        return ScalarType::Boolean;
    }
    if (integerOf(scalar.text)) {
        return ScalarType::Integer;
    }
    const bool isFloat = looksLikeFloat(scalar.text) || holds(otherFloats, scalar.text);
    return isFloat ? ScalarType::Float : ScalarType::String;
}

}  // namespace podwire::kube
