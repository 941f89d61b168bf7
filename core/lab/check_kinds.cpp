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

std::optional<CheckBody> withOwnCommand(const MapReader& map, decltype(Check::what) what) {
    const yaml::Node* own = map.find("command");
    const auto command = own != nullptr ? readCommand(map.scope(), *own) : std::nullopt;
    if (!command) {
        return std::nullopt;
    }
    return CheckBody{command->text, trimmed(own->text), std::move(what)};
}

const yaml::Node& expectation(const MapReader& map) {
    static const yaml::Node nothing = [] {
        yaml::Node node;
        node.kind = yaml::Node::Kind::Map;
        return node;
    }();
    const yaml::Node* found = map.find("expect");
    return found != nullptr ? *found : nothing;
}

std::optional<Failure> readFailure(const MapReader& expect) {
    constexpr std::array<std::pair<std::string_view, Failure>, 5> names = {
        {{"any", Failure::Any},
         {"timeout", Failure::Timeout},
         {"refused", Failure::Refused},
         {"unreachable", Failure::Unreachable},
         {"lost", Failure::Lost}}};
    const yaml::Node* node = expect.find("fails");
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
