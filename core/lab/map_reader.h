// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/lab/reading.h"
#include "core/lab/values.h"

namespace podwire::lab {

/// A scalar whose variables have been replaced.
struct Value {
    const yaml::Node* node = nullptr;
    std::string text;  ///< with the variables' values; the author's own is node->text
};

/// Reads the keys of one map. Whatever is wrong goes to the report; a missing or wrong value reads as an
/// empty one, so that reading goes on and finds the rest.
class MapReader {
public:
    /// `what` names the map for people: "a step". Reports keys other than `keys`, and a node that is no map.
    MapReader(const Scope& scope, const yaml::Node& node, std::string what,
              std::initializer_list<std::string_view> keys);

    [[nodiscard]] bool has(std::string_view key) const;
    /// The key's node, or null. A key without a value is reported.
    [[nodiscard]] const yaml::Node* find(std::string_view key) const;
    /// The same, and a missing key is reported.
    [[nodiscard]] const yaml::Node* need(std::string_view key) const;

    /// As written; at most one line of 300 characters.
    [[nodiscard]] std::string word(std::string_view key, Complaint (*complain)(std::string_view)) const;
    /// Text for people, of one line or many, variables replaced.
    [[nodiscard]] std::string prose(std::string_view key) const;
    [[nodiscard]] std::string neededProse(std::string_view key) const;
    /// Replaced, then looked at by `complain`, which may be null.
    [[nodiscard]] std::optional<Value> value(std::string_view key,
                                             Complaint (*complain)(std::string_view)) const;
    [[nodiscard]] std::optional<Value> neededValue(std::string_view key,
                                                   Complaint (*complain)(std::string_view)) const;
    [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::optional<unsigned> number(std::string_view key, unsigned least, unsigned most) const;
    /// Items of a list of at most `most`; empty when the key is missing.
    [[nodiscard]] const std::vector<yaml::Node>& items(std::string_view key, std::size_t most) const;

    [[nodiscard]] const Scope& scope() const { return scope_; }
    [[nodiscard]] const yaml::Node& node() const { return node_; }

private:
    const Scope& scope_;
    const yaml::Node& node_;
    std::string what_;
};

/// The text of a scalar of at most `most` bytes; reports anything else.
std::optional<std::string> readText(const Scope& scope, const yaml::Node& node, std::size_t most);
/// A scalar with its variables replaced and looked at by `complain`, which may be null.
std::optional<Value> readValue(const Scope& scope, const yaml::Node& node,
                               Complaint (*complain)(std::string_view));
/// A command: blank space at both ends cut off, variables replaced and quoted. The text is the command to the
/// letter.
std::optional<Value> readCommand(const Scope& scope, const yaml::Node& node);
std::string readProse(const Scope& scope, const yaml::Node& node);
/// `text` without white space at its ends.
std::string trimmed(std::string_view text);

}  // namespace podwire::lab
