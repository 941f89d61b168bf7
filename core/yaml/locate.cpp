// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/yaml/document.h"

namespace podwire::yaml {
namespace {

/// Offset in `text` of the line after the one that holds `at`.
std::size_t nextLine(const std::string& text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return end == std::string::npos ? text.size() : end + 1;
}

std::size_t indentation(const std::string& text, std::size_t lineStart) {
    return std::min(text.find_first_not_of(' ', lineStart), text.size()) - lineStart;
}

/// Where the value's byte stands in a literal block ("|") whose indicator is at `scalar.offset`.
std::size_t inLiteralBlock(const std::string& text, const Node& scalar, std::size_t offset) {
    const std::string_view before = std::string_view(scalar.text).substr(0, offset);
    auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t column = before.size() - (before.rfind('\n') + 1);
    std::size_t line = nextLine(text, scalar.offset);
    const std::size_t firstWithText = std::min(text.find_first_not_of(" \n\r", line), text.size());
    const std::size_t margin = firstWithText - (text.rfind('\n', firstWithText) + 1);
    for (; lines > 0; --lines) {
        line = nextLine(text, line);
    }
    return line + std::min(margin, indentation(text, line)) + column;
}

}  // namespace

Position locate(const Source& source, const Node& scalar, std::size_t offset) {
    const std::string& text = source.text;
    const char style = scalar.offset < text.size() ? text[scalar.offset] : '\0';
    std::size_t guess = scalar.offset + offset;
    if (style == '|') {
        guess = inLiteralBlock(text, scalar, offset);
    } else if (style == '"' || style == '\'') {
        ++guess;
    }
    const std::string_view wanted =
        std::string_view(scalar.text).substr(std::min(offset, scalar.text.size()), 16);
    const std::string_view firstLine = wanted.substr(0, wanted.find('\n'));
    const bool found = guess <= text.size() && text.compare(guess, firstLine.size(), firstLine) == 0;
    return source.positionOf(found ? guess : scalar.offset);
}

}  // namespace podwire::yaml
