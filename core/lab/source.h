// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "core/lab/position.h"

namespace podwire::lab {

/// A text file of a lab: well-formed UTF-8 without NUL, at most maxFileBytes, no byte order mark.
class Source {
public:
    Source(std::string fileName, std::string content);

    /// The place of a byte; columns count characters.
    [[nodiscard]] Position positionOf(std::size_t offset) const;

    std::string file;  ///< relative to the lab's directory
    std::string text;

private:
    std::vector<std::size_t> lineStarts_;
};

inline constexpr std::size_t maxFileBytes = 1024UL * 1024;

/// Reads `relative`, a path that must lie inside `root`, symbolic links followed. When the name or the file
/// is the trouble the diagnostic's place is `namedAt`, when the content is, a place in the file.
tl::expected<Source, Diagnostic> readSource(const std::filesystem::path& root, const std::string& relative,
                                            const Position& namedAt);

}  // namespace podwire::lab
