// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/check_kinds.h"

#include <array>

namespace podwire::lab {

CheckBody composed(const MapReader& map, const std::string& source, decltype(Check::what) what) {
    auto command = expandCommand(source, map.scope().symbols.variables);
    if (!command) {
        map.scope().blame(map.node(), "in '" + source + "': " + command.error().message);
    }
    return {command.value_or(std::string()), source, std::move(what)};
}

std::string insidePod(const std::string& pod, const std::string& line) {
    return pod.empty() ? line : "sudo ip netns exec " + pod + ' ' + line;
}

const YamlNode& expectation(const MapReader& map) {
    static const YamlNode nothing = [] {
        YamlNode node;
        node.kind = YamlNode::Kind::Map;
        return node;
    }();
    const YamlNode* found = map.find("expect");
    return found != nullptr ? *found : nothing;
}

std::optional<Failure> readFailure(const MapReader& expect) {
    constexpr std::array<std::pair<std::string_view, Failure>, 5> names = {
        {{"any", Failure::Any},
         {"timeout", Failure::Timeout},
         {"refused", Failure::Refused},
         {"unreachable", Failure::Unreachable},
         {"lost", Failure::Lost}}};
    const YamlNode* node = expect.find("fails");
    if (node == nullptr) {
        return std::nullopt;
    }
    for (const auto& [name, failure] : names) {
        if (node->text == name) {
            return failure;
        }
    }
    expect.scope().blame(*node, "'fails' is timeout, refused, unreachable, lost or any");
    return std::nullopt;
}

}  // namespace podwire::lab
