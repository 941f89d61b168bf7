// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/source.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "core/lab/unicode.h"

namespace podwire::lab {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Diagnostic> trouble(const Position& where, std::string message, std::string hint = {}) {
    return tl::make_unexpected(Diagnostic{where, std::move(message), std::move(hint)});
}

bool staysBelow(const fs::path& root, const fs::path& path) {
    const fs::path relative = path.lexically_relative(root);
    return !relative.empty() && *relative.begin() != "..";
}

bool namesAPlaceInside(const fs::path& relative) {
    return !relative.empty() && relative.is_relative() &&
           std::none_of(relative.begin(), relative.end(), [](const fs::path& step) { return step == ".."; });
}

tl::expected<fs::path, Diagnostic> resolve(const fs::path& root, const std::string& relative,
                                           const Position& at) {
    if (!namesAPlaceInside(relative)) {
        return trouble(at, "'" + relative + "' is not a path inside the lab's directory",
                       "A lab reads its own files only: no '..', no leading '/'.");
    }
    std::error_code error;
    const fs::path base = fs::canonical(root, error);
    const fs::path path = error ? fs::path() : fs::canonical(base / relative, error);
    if (error) {
        return trouble(at, "cannot read '" + (root / relative).string() + "': " + error.message());
    }
    if (!staysBelow(base, path)) {
        return trouble(at, "'" + relative + "' is a link that leads out of the lab's directory");
    }
    if (!fs::is_regular_file(path, error)) {
        return trouble(at, "'" + relative + "' is not a regular file");
    }
    return path;
}

tl::expected<std::string, Diagnostic> readBytes(const fs::path& path, const std::string& relative,
                                                const Position& at) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!error && size > maxFileBytes) {
        return trouble(at, "'" + relative + "' is larger than 1 MiB, the most that a lab file may be");
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text(error ? 0 : size, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (error || !stream) {
        return trouble(at, "cannot read '" + relative + "'");
    }
    return text;
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

tl::expected<Source, Diagnostic> readSource(const fs::path& root, const std::string& relative,
                                            const Position& namedAt) {
    const auto path = resolve(root, relative, namedAt);
    if (!path) {
        return tl::make_unexpected(path.error());
    }
    auto text = readBytes(*path, relative, namedAt);
    if (!text) {
        return tl::make_unexpected(text.error());
    }
    if (looksLikeUtf16(*text)) {
        return trouble({relative, 1, 1}, "the file is UTF-16", "Save it as UTF-8.");
    }
    if (text->starts_with("\xef\xbb\xbf")) {
        text->erase(0, 3);
    }
    Source source(relative, std::move(*text));
    if (const size_t nul = source.text.find('\0'); nul != std::string::npos) {
        return trouble(source.positionOf(nul), "a NUL byte", "Lab files are UTF-8 text.");
    }
    if (const auto bad = firstInvalidUtf8(source.text)) {
        return trouble(source.positionOf(*bad), "a byte that is not UTF-8", "Save the file as UTF-8.");
    }
    return source;
}

}  // namespace podwire::lab
