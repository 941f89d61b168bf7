// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/lab/expand.h"
#include "core/lab/lab.h"
#include "core/yaml/document.h"
#include "core/yaml/position.h"
#include "core/yaml/report.h"

namespace podwire::lab {

/// What the lab file said before its parts are read.
struct Symbols {
    Variables variables;
    std::map<std::string, yaml::Position, std::less<>> definedAt;  ///< of variables
    std::vector<std::string> nodes;
    bool nodesKnown = true;  ///< false: the list of nodes was wrong itself, so that no name is blamed
    std::vector<std::string> manifests;  ///< ids
    std::vector<Backend> backends;
    std::vector<std::string> steps;  ///< full ids in the order of the lab
    bool stepsKnown = true;          ///< false: a part could not be read, so that no step is blamed
    std::filesystem::path directory;
};

/// What every reading function needs at hand. References live as long as the load.
struct Scope {
    yaml::Report& report;
    const yaml::Source& source;
    const Symbols& symbols;

    [[nodiscard]] yaml::Position positionOf(const yaml::Node& node) const {
        return source.positionOf(node.offset);
    }
    /// Something is wrong with the node as a whole.
    void blame(const yaml::Node& node, std::string message, std::string hint = {}) const;
    /// Something is wrong at a byte of a scalar's value.
    void blameAt(const yaml::Node& scalar, std::size_t offset, std::string message) const;
    /// Something is wrong with a scalar after its variables were replaced: points at the word that `message`
    /// quotes, or at the variable that it came from, and says where that variable is set.
    void blameValue(const yaml::Node& scalar, const std::string& message) const;
};

}  // namespace podwire::lab
