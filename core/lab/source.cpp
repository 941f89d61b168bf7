// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/source.h"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace podwire::lab {
namespace {

namespace fs = std::filesystem;

tl::unexpected<yaml::Diagnostic> trouble(const yaml::Position& where, std::string message,
                                         std::string hint = {}) {
    return tl::make_unexpected(yaml::Diagnostic{where, std::move(message), std::move(hint)});
}

bool staysBelow(const fs::path& root, const fs::path& path) {
    const fs::path relative = path.lexically_relative(root);
    return !relative.empty() && *relative.begin() != "..";
}

bool namesAPlaceInside(const fs::path& relative) {
    return !relative.empty() && relative.is_relative() &&
           std::none_of(relative.begin(), relative.end(), [](const fs::path& step) { return step == ".."; });
}

tl::expected<fs::path, yaml::Diagnostic> resolve(const fs::path& root, const std::string& relative,
                                                 const yaml::Position& at) {
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

tl::expected<std::string, yaml::Diagnostic> readBytes(const fs::path& path, const std::string& relative,
                                                      const yaml::Position& at) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (!error && size > yaml::maxFileBytes) {
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

}  // namespace

tl::expected<yaml::Source, yaml::Diagnostic> readSource(const fs::path& root, const std::string& relative,
                                                        const yaml::Position& namedAt) {
    const auto path = resolve(root, relative, namedAt);
    if (!path) {
        return tl::make_unexpected(path.error());
    }
    auto text = readBytes(*path, relative, namedAt);
    if (!text) {
        return tl::make_unexpected(text.error());
    }
    return yaml::sourceOf(relative, std::move(*text));
}

}  // namespace podwire::lab
