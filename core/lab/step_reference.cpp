// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/step_reference.h"

#include <algorithm>

#include "core/base/nearest.h"
#include "core/base/unicode.h"

namespace podwire::lab {
namespace {

Complaint complainAboutStepId(std::string_view id) {
    const std::size_t dot = id.find('.');
    const bool right = dot == std::string_view::npos
                           ? !complainAboutWord(id)
                           : !complainAboutWord(id.substr(0, dot)) && !complainAboutWord(id.substr(dot + 1));
    if (right) {
        return std::nullopt;
    }
    return "'" + shortened(id) + "' is not a step's id";
}

std::size_t placeOf(const std::vector<std::string>& steps, const std::string& id) {
    return static_cast<std::size_t>(std::find(steps.begin(), steps.end(), id) - steps.begin());
}

}  // namespace

std::string readStepReference(const Scope& scope, const yaml::Node& node, const StepName& self) {
    const auto text = readText(scope, node, 300);
    if (!text) {
        return {};
    }
    if (const Complaint complaint = complainAboutStepId(*text)) {
        scope.blame(node, *complaint);
        return {};
    }
    std::string id = text->find('.') == std::string::npos ? self.part + '.' + *text : *text;
    const std::vector<std::string>& steps = scope.symbols.steps;
    if (scope.symbols.stepsKnown && placeOf(steps, id) == steps.size()) {
        const std::string close = nearest(id, steps);
        scope.blame(node, "there is no step '" + id + "'",
                    close.empty() ? close : "Did you mean '" + close + "'?");
        return {};
    }
    return id;
}

namespace {

/// Another step's id, or an empty text after a report.
std::string readOther(const Scope& scope, const yaml::Node& node, const StepName& self) {
    std::string id = readStepReference(scope, node, self);
    if (!id.empty() && id == self.id) {
        scope.blame(node, "the step names itself");
        id.clear();
    }
    return id;
}

}  // namespace

std::vector<std::string> readStepReferences(const MapReader& map, std::string_view key,
                                            const StepName& self) {
    std::vector<std::string> ids;
    for (const yaml::Node& item : map.items(key, 64)) {
        std::string id = readOther(map.scope(), item, self);
        if (!id.empty()) {
            ids.push_back(std::move(id));
        }
    }
    return ids;
}

std::vector<std::string> readNeeds(const MapReader& map, const StepName& self) {
    std::vector<std::string> ids;
    const std::vector<std::string>& steps = map.scope().symbols.steps;
    for (const yaml::Node& item : map.items("needs", 64)) {
        std::string id = readOther(map.scope(), item, self);
        if (id.empty()) {
            continue;
        }
        if (map.scope().symbols.stepsKnown && placeOf(steps, id) > placeOf(steps, self.id)) {
            map.scope().blame(item, "the step needs '" + id + "', which comes later");
            continue;
        }
        ids.push_back(std::move(id));
    }
    return ids;
}

}  // namespace podwire::lab
