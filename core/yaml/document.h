// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/yaml/source.h"

/// A YAML file as a plain tree that remembers where everything stood.
namespace podwire::yaml {

struct Entry;

struct Node {
    enum class Kind { Null, Scalar, List, Map };
    Kind kind = Kind::Null;
    std::size_t offset = 0;      ///< of its first byte in the source; for a Null, of its key
    std::string text;            ///< of a scalar
    bool quoted = false;         ///< a scalar in quotes or a block: a text whatever it looks like
    std::vector<Node> items;     ///< of a list
    std::vector<Entry> entries;  ///< of a map, in the order of the file

    [[nodiscard]] const Node* find(std::string_view key) const;
};

struct Entry {
    std::string key;
    std::size_t keyOffset = 0;
    Node value;
};

inline constexpr int maxDepth = 64;
inline constexpr std::size_t maxNodes = 50'000;

/// Parses YAML 1.2 as a data format. Refused: aliases and anchors, tags, merge keys, keys that are not plain
/// words or stand twice, control characters, more than maxDepth levels or maxNodes nodes, a file without
/// anything in it. The documents of a file are separated by "---"; one with nothing in it is a Null.
tl::expected<std::vector<Node>, Diagnostics> parseDocuments(const Source& source);

/// The same for a file that holds one document; a second one is refused.
tl::expected<Node, Diagnostics> parseDocument(const Source& source);

/// Where byte `offset` of a scalar's value stands in the source, as nearly as the way in which the scalar was
/// written lets tell: to the character for literal blocks and scalars on one line, else where the scalar
/// begins.
Position locate(const Source& source, const Node& scalar, std::size_t offset);

}  // namespace podwire::yaml
