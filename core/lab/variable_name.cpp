// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/variable_name.h"

namespace podwire::lab {
namespace {

bool startsName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool continuesName(char c) {
    return startsName(c) || (c >= '0' && c <= '9');
}

}  // namespace

std::size_t nameLength(std::string_view text) {
    if (text.empty() || !startsName(text[0])) {
        return 0;
    }
    std::size_t length = 1;
    while (length < text.size() && continuesName(text[length])) {
        ++length;
    }
    return length;
}

std::string variableName(std::string_view name) {
    std::string variable(name);
    for (char& c : variable) {
        const bool lower = c >= 'a' && c <= 'z';
        c = lower ? static_cast<char>(c - 'a' + 'A') : continuesName(c) ? c : '_';
    }
    return variable;
}

VariableReference referenceAt(std::string_view text) {
    if (text.starts_with("${")) {
        const std::size_t length = nameLength(text.substr(2));
        if (length == 0 || text.size() <= length + 2 || text[length + 2] != '}') {
            return {};
        }
        return {text.substr(2, length), length + 3};
    }
    const std::size_t length = nameLength(text.substr(1));
    return {text.substr(1, length), length == 0 ? 0 : length + 1};
}

}  // namespace podwire::lab
