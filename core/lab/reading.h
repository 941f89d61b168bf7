// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/lab/document.h"
#include "core/lab/expand.h"
#include "core/lab/position.h"

namespace podwire::lab {

/// Collects what is wrong, up to a limit that keeps a report readable.
class Report {
public:
    void add(Position where, std::string message, std::string hint = {});
    void add(const Diagnostics& more);
    [[nodiscard]] bool empty() const { return problems_.empty(); }
    [[nodiscard]] std::size_t size() const { return problems_.size(); }
    /// In the order of the files as they were met, and of the places in each.
    [[nodiscard]] Diagnostics sorted() const;

private:
    Diagnostics problems_;
};

/// What the lab file said before its parts are read.
struct Symbols {
    Variables variables;
    std::map<std::string, Position, std::less<>> definedAt;  ///< of variables
    std::vector<std::string> nodes;
    bool nodesKnown = true;          ///< false: the list of nodes was wrong itself, so that no name is blamed
    std::vector<std::string> steps;  ///< full ids in the order of the lab
    bool stepsKnown = true;          ///< false: a part could not be read, so that no step is blamed
    std::filesystem::path directory;
};

/// What every reading function needs at hand. References live as long as the load.
struct Scope {
    Report& report;
    const Source& source;
    const Symbols& symbols;

    [[nodiscard]] Position positionOf(const YamlNode& node) const { return source.positionOf(node.offset); }
    /// Something is wrong with the node as a whole.
    void blame(const YamlNode& node, std::string message, std::string hint = {}) const;
    /// Something is wrong at a byte of a scalar's value.
    void blameAt(const YamlNode& scalar, std::size_t offset, std::string message) const;
    /// Something is wrong with a scalar after its variables were replaced: points at the word that `message`
    /// quotes, or at the variable that it came from, and says where that variable is set.
    void blameValue(const YamlNode& scalar, const std::string& message) const;
};

}  // namespace podwire::lab
