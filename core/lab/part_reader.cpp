// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/part_reader.h"

#include <set>

#include "core/lab/step_reader.h"

namespace podwire::lab {
namespace {

std::string scalarAt(const yaml::Node& map, std::string_view key) {
    const yaml::Node* node = map.find(key);
    return node != nullptr ? node->text : std::string();
}

}  // namespace

std::string partIdOf(const yaml::Node& document) {
    return scalarAt(document, "id");
}

std::vector<std::string> stepIdsOf(const yaml::Node& document) {
    std::vector<std::string> ids;
    const yaml::Node* steps = document.find("steps");
    if (steps == nullptr) {
        return ids;
    }
    for (const yaml::Node& step : steps->items) {
        ids.push_back(partIdOf(document) + '.' + scalarAt(step, "id"));
    }
    return ids;
}

Part readPart(const Scope& scope, const yaml::Node& document) {
    const MapReader map(scope, document, "a part", {"id", "title", "text", "steps"});
    Part part{map.word("id", complainAboutWord), map.neededProse("title"), map.prose("text"), {}};
    const yaml::Node* steps = map.need("steps");
    if (steps != nullptr && steps->kind == yaml::Node::Kind::List && steps->items.empty()) {
        scope.blame(*steps, "a part has at least one step");
    }
    std::set<std::string> ids;
    for (const yaml::Node& item : map.items("steps", 200)) {
        part.steps.push_back(readStep(scope, item, part.id));
        const std::string& id = part.steps.back().id;
        if (!ids.insert(id).second && !id.ends_with('.')) {
            scope.blame(item, "a second step '" + id + "'");
        }
    }
    return part;
}

}  // namespace podwire::lab
