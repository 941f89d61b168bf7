// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

#include "core/yaml/source.h"

namespace podwire::lab {

/// Reads `relative`, a path that must lie inside `root`, symbolic links followed. When the name or the file
/// is the trouble the diagnostic's place is `namedAt`, when the content is, a place in the file.
tl::expected<yaml::Source, yaml::Diagnostic> readSource(const std::filesystem::path& root,
                                                        const std::string& relative,
                                                        const yaml::Position& namedAt);

}  // namespace podwire::lab
