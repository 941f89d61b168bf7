// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/part_reader.h"

#include <algorithm>
#include <set>

#include "core/lab/step_reader.h"

namespace podwire::lab {
namespace {

std::string scalarAt(const yaml::Node& map, std::string_view key) {
    const yaml::Node* node = map.find(key);
    return node != nullptr ? node->text : std::string();
}

void readManifest(const MapReader& map, Part& part) {
    const yaml::Node* node = map.find("manifest");
    const std::vector<std::string>& known = map.scope().symbols.manifests;
    if (node != nullptr) {
        part.manifest = map.word("manifest", complainAboutName);
        if (!part.manifest.empty() && std::find(known.begin(), known.end(), part.manifest) == known.end()) {
            map.scope().blame(*node, "'" + part.manifest + "' is not a manifest of this lab");
        }
    }
    if (const auto address = map.value("external_address", complainAboutAddress)) {
        part.externalAddress = address->text;
    }
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
    const MapReader map(scope, document, "a part",
                        {"id", "title", "text", "manifest", "external_address", "steps"});
    Part part{map.word("id", complainAboutWord), map.neededProse("title"), map.prose("text"), {}, {}, {}};
    readManifest(map, part);
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
