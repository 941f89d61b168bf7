// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/yaml/source.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "core/base/unicode.h"

namespace podwire::yaml {
namespace {

tl::unexpected<Diagnostic> trouble(Position where, std::string message, std::string hint) {
    return tl::make_unexpected(Diagnostic{std::move(where), std::move(message), std::move(hint)});
}

bool looksLikeUtf16(const std::string& text) {
    return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
}

}  // namespace

Source::Source(std::string fileName, std::string content)
    : file(std::move(fileName)), text(std::move(content)), lineStarts_{0} {
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
        lineStarts_.push_back(at + 1);
    }
}

Position Source::positionOf(std::size_t offset) const {
    const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
    const std::size_t start = *std::prev(after);
    const std::string_view before = std::string_view(text).substr(start, offset - start);
    return {file, static_cast<int>(after - lineStarts_.begin()),
            static_cast<int>(countCharacters(before)) + 1};
}

tl::expected<Source, Diagnostic> sourceOf(std::string fileName, std::string bytes) {
    if (bytes.size() > maxFileBytes) {
        return trouble({fileName, 0, 0}, "larger than 1 MiB, the most that is read", {});
    }
    if (looksLikeUtf16(bytes)) {
        return trouble({fileName, 1, 1}, "the file is UTF-16", "Save it as UTF-8.");
    }
    if (bytes.starts_with("\xef\xbb\xbf")) {
        bytes.erase(0, 3);
    }
    Source source(std::move(fileName), std::move(bytes));
    if (const std::size_t nul = source.text.find('\0'); nul != std::string::npos) {
        return trouble(source.positionOf(nul), "a NUL byte", "The file must be UTF-8 text.");
    }
    if (const auto bad = firstInvalidUtf8(source.text)) {
        return trouble(source.positionOf(*bad), "a byte that is not UTF-8", "Save the file as UTF-8.");
    }
    return source;
}

}  // namespace podwire::yaml
