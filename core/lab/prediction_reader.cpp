// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/prediction_reader.h"

#include <algorithm>

#include "core/base/unicode.h"

namespace podwire::lab {
namespace {

Complaint complainAboutOrigin(std::string_view value) {
    const std::size_t slash = value.find('/');
    if (Complaint complaint = complainAboutName(value.substr(0, slash))) {
        return complaint;
    }
    return slash == std::string_view::npos ? std::nullopt : complainAboutNetns(value.substr(slash + 1));
}

Complaint complainAboutTarget(std::string_view value) {
    const std::size_t colon = value.find(':');
    if (colon == std::string_view::npos) {
        return "'" + shortened(value) + "' is not ADDRESS:PORT";
    }
    Complaint complaint = complainAboutAddress(value.substr(0, colon));
    return complaint ? complaint : complainAboutPort(value.substr(colon + 1));
}

void readOrigin(const Scope& scope, const Value& origin, Walk& walk) {
    const std::size_t slash = std::min(origin.text.find('/'), origin.text.size());
    walk.node = origin.text.substr(0, slash);
    walk.netns = origin.text.substr(std::min(slash + 1, origin.text.size()));
    const std::vector<std::string>& nodes = scope.symbols.nodes;
    if (scope.symbols.nodesKnown && std::find(nodes.begin(), nodes.end(), walk.node) == nodes.end()) {
        scope.blameValue(*origin.node, "'" + walk.node + "' is not a node of this lab");
    }
}

Walk readWalk(const Scope& scope, const yaml::Node& node) {
    const MapReader map(scope, node, "a walk", {"from", "to"});
    Walk walk;
    if (const auto origin = map.neededValue("from", complainAboutOrigin)) {
        readOrigin(scope, *origin, walk);
    }
    if (const auto target = map.neededValue("to", complainAboutTarget)) {
        const std::size_t colon = target->text.find(':');
        walk.address = target->text.substr(0, colon);
        walk.port = static_cast<std::uint16_t>(readNumber(target->text.substr(colon + 1), 65535).value_or(0));
    }
    return walk;
}

}  // namespace

Prediction readPrediction(const Scope& scope, const yaml::Node& node) {
    const MapReader map(scope, node, "a prediction", {"question", "answers", "right", "why", "walk"});
    Prediction prediction;
    prediction.question = map.neededProse("question");
    for (const yaml::Node& answer : map.items("answers", 10)) {
        prediction.answers.push_back(readProse(scope, answer));
    }
    const yaml::Node* answers = map.need("answers");
    if (answers != nullptr && answers->kind == yaml::Node::Kind::List && answers->items.size() < 2) {
        scope.blame(*answers, "a prediction has at least two answers");
    }
    const auto last = prediction.answers.empty() ? 0 : static_cast<unsigned>(prediction.answers.size() - 1);
    if (map.need("right") != nullptr && !prediction.answers.empty()) {
        prediction.right = static_cast<int>(map.number("right", 0, last).value_or(0));
    }
    prediction.why = map.neededProse("why");
    if (const yaml::Node* walk = map.find("walk")) {
        prediction.walk = readWalk(scope, *walk);
    }
    return prediction;
}

}  // namespace podwire::lab
