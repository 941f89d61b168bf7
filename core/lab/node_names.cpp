// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/node_names.h"

#include <algorithm>

namespace podwire::lab {
namespace {

std::string readOne(const Scope& scope, const yaml::Node& node) {
    const auto name = readValue(scope, node, complainAboutName);
    if (!name) {
        return {};
    }
    const std::vector<std::string>& nodes = scope.symbols.nodes;
    if (scope.symbols.nodesKnown && std::find(nodes.begin(), nodes.end(), name->text) == nodes.end()) {
        scope.blameValue(node, "'" + name->text + "' is not a node of this lab");
        return {};
    }
    return name->text;
}

}  // namespace

std::string readNodeName(const MapReader& map, std::string_view key) {
    const yaml::Node* found = map.need(key);
    return found != nullptr ? readOne(map.scope(), *found) : std::string();
}

std::vector<std::string> readNodeNames(const MapReader& map) {
    const yaml::Node* found = map.need("on");
    if (found == nullptr) {
        return {};
    }
    if (found->kind != yaml::Node::Kind::List) {
        return {readOne(map.scope(), *found)};
    }
    std::vector<std::string> names;
    for (const yaml::Node& item : map.items("on", 32)) {
        const std::string name = readOne(map.scope(), item);
        if (std::find(names.begin(), names.end(), name) != names.end()) {
            map.scope().blame(item, "'" + name + "' stands here a second time");
        } else {
            names.push_back(name);
        }
    }
    if (names.empty()) {
        map.scope().blame(*found, "'on' names no node");
    }
    return names;
}

}  // namespace podwire::lab
