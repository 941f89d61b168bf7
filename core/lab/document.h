// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/lab/source.h"

/// A YAML file as a plain tree that remembers where everything stood.
namespace podwire::lab {

struct YamlEntry;

struct YamlNode {
    enum class Kind { Null, Scalar, List, Map };
    Kind kind = Kind::Null;
    std::size_t offset = 0;          ///< of its first byte in the source; for a Null, of its key
    std::string text;                ///< of a scalar
    std::vector<YamlNode> items;     ///< of a list
    std::vector<YamlEntry> entries;  ///< of a map, in the order of the file

    [[nodiscard]] const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
    std::string key;
    std::size_t keyOffset = 0;
    YamlNode value;
};

inline constexpr int maxYamlDepth = 64;
inline constexpr std::size_t maxYamlNodes = 50'000;

/// Parses YAML 1.2 as a data format. Refused: aliases and anchors, tags, merge keys, keys that are not plain
/// words or stand twice, more than one document, control characters, more than maxYamlDepth levels or
/// maxYamlNodes nodes.
tl::expected<YamlNode, Diagnostics> parseDocument(const Source& source);

/// Where byte `offset` of a scalar's value stands in the source, as nearly as the way in which the scalar was
/// written lets tell: to the character for literal blocks and scalars on one line, else where the scalar
/// begins.
Position locate(const Source& source, const YamlNode& scalar, std::size_t offset);

}  // namespace podwire::lab
