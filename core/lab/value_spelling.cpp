// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/value_spelling.h"

#include <algorithm>

#include "core/lab/expand.h"

namespace podwire::lab {
namespace {

std::string singleQuoted(const std::string& value) {
    std::string quoted = "'";
    for (const char c : value) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

}  // namespace

bool isPlainValue(std::string_view value) {
    return !value.empty() && value.find("..") == std::string_view::npos &&
           std::all_of(value.begin(), value.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      std::string_view("_./:@%+,-").find(c) != std::string_view::npos;
           });
}

tl::expected<std::string, std::string> spellValue(const std::string& value, const ValuePlace& place) {
    if (value.find('\0') != std::string::npos) {
        return tl::make_unexpected("it holds a NUL");
    }
    if (place.arithmetic) {
        const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
        return number ? tl::expected<std::string, std::string>(value)
                      : tl::make_unexpected("only a number may stand in (( ))");
    }
    if (place.readAgain && !isPlainValue(value)) {
        return tl::make_unexpected(
            "it would be read as a command once more; only letters, digits and _./:@%+,- are safe");
    }
    if (place.doubleQuoted) {
        const bool harmless = value.find_first_of("\"$\\`!") == std::string::npos;
        return harmless ? value : '"' + singleQuoted(value) + '"';
    }
    return isPlainValue(value) && !place.joins ? value : singleQuoted(value);
}

}  // namespace podwire::lab
