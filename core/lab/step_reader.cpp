// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/step_reader.h"

#include <map>

#include "core/lab/check_reader.h"
#include "core/lab/prediction_reader.h"
#include "core/lab/repeat.h"
#include "core/lab/resource_reader.h"
#include "core/lab/step_reference.h"

namespace podwire::lab {
namespace {

/// Adds the entry's resources to `all`; `seen` is where each stands.
void readEntry(const Scope& scope, const yaml::Node& item, std::map<std::string, yaml::Position>& seen,
               std::vector<Resource>& all) {
    for (Resource& resource : readResources(scope, item)) {
        const auto [known, isNew] = seen.emplace(resource.key, resource.position);
        if (isNew) {
            all.push_back(std::move(resource));
        } else if (!resource.node.empty()) {
            scope.blame(item, "the same " + kindName(resource) + " is wanted twice on " + resource.node,
                        "It stands at " + known->second.text() + " already.");
        }
    }
}

std::vector<Resource> readApply(const MapReader& map) {
    std::vector<Resource> all;
    std::map<std::string, yaml::Position> seen;
    for (const yaml::Node& entry : map.items("apply", 200)) {
        for (const yaml::Node& item : repeated(map.scope(), entry)) {
            readEntry(map.scope(), item, seen, all);
        }
    }
    return all;
}

}  // namespace

Step readStep(const Scope& scope, const yaml::Node& node, const std::string& part) {
    const MapReader map(scope, node, "a step",
                        {"id", "number", "title", "section", "text", "optional", "needs", "replaces",
                         "predictions", "before", "apply", "after", "hints"});
    Step step;
    step.part = part;
    step.id = part + '.' + map.word("id", complainAboutWord);
    step.number = map.prose("number");
    step.title = map.neededProse("title");
    step.section = map.prose("section");
    step.text = map.neededProse("text");
    step.optional = map.flag("optional", false);
    step.position = scope.positionOf(node);
    const StepName self{part, step.id};
    step.needs = readNeeds(map, self);
    step.replaces = readStepReferences(map, "replaces", self);
    for (const yaml::Node& item : map.items("predictions", 20)) {
        step.predictions.push_back(readPrediction(scope, item));
    }
    step.before = readChecks(map, self, "before");
    step.apply = readApply(map);
    step.after = readChecks(map, self, "after");
    for (const yaml::Node& item : map.items("hints", 20)) {
        step.hints.push_back(readProse(scope, item));
    }
    return step;
}

}  // namespace podwire::lab
