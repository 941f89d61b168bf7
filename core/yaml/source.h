// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "core/yaml/position.h"

namespace podwire::yaml {

/// A text file: well-formed UTF-8 without NUL, at most maxFileBytes, no byte order mark.
class Source {
public:
    /// Of a text that is known to be such; bytes from elsewhere go through sourceOf().
    Source(std::string fileName, std::string content);

    /// The place of a byte; columns count characters.
    [[nodiscard]] Position positionOf(std::size_t offset) const;

    std::string file;  ///< as it is to be named in diagnostics
    std::string text;

private:
    std::vector<std::size_t> lineStarts_;
};

inline constexpr std::size_t maxFileBytes = 1024UL * 1024;

/// Takes a byte order mark off and refuses bytes that are no text.
tl::expected<Source, Diagnostic> sourceOf(std::string fileName, std::string bytes);

}  // namespace podwire::yaml
