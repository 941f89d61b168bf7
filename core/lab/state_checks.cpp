// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/check_kinds.h"
#include "core/lab/resource_lines.h"
#include "core/lab/rule_line.h"

namespace podwire::lab {
namespace {

void refusePod(const MapReader& map, const CheckPlace& place, const std::string& instead) {
    if (!place.pod.empty()) {
        map.scope().blame(map.node(), "'pod' does not go with this kind of check", instead);
    }
}

}  // namespace

std::optional<CheckBody> readRouteTo(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    const auto address = readValue(map.scope(), node, complainAboutAddress);
    const yaml::Node* wanted = map.need("expect");
    if (wanted == nullptr) {
        return std::nullopt;
    }
    const MapReader expect(map.scope(), *wanted, "what a route_to check expects", {"via", "device", "none"});
    const auto via = expect.value("via", complainAboutAddress);
    const auto device = expect.value("device", complainAboutDevice);
    const bool none = expect.flag("none", false);
    if (none == (expect.has("via") || expect.has("device"))) {
        map.scope().blame(*wanted, "either 'via' and 'device', or 'none: true'");
    }
    if (!address) {
        return std::nullopt;
    }
    RouteCheck route{address->text,
                     none  ? "none"
                     : via ? via->text
                           : std::string(),
                     device ? device->text : std::string()};
    return composed(map, insidePod(place.podSource, "ip -j route get " + node.text), std::move(route));
}

std::optional<CheckBody> readRule(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    refusePod(map, place, "Write 'sudo ip netns exec POD' in the rule's line.");
    const MapReader expect(map.scope(), expectation(map), "what a rule check expects", {"present"});
    const bool present = expect.flag("present", true);
    const auto line = readCommand(map.scope(), node);
    if (!line) {
        return std::nullopt;
    }
    const auto words = readCommandWords(line->text);
    auto read = words ? readIptablesLine(*words) : tl::make_unexpected(words.error());
    if (!read) {
        map.scope().blameValue(node, read.error());
        return std::nullopt;
    }
    using Verb = netfilter::RuleCommand::Verb;
    auto& rule = std::get<IptablesRule>(read->what);
    rule.command.verb = Verb::Check;
    return CheckBody{lineWithVerb(line->text, rule.words, Verb::Check), trimmed(node.text),
                     RuleCheck{rule.command, present}};
}

std::optional<CheckBody> readSysctl(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    const auto key = readValue(map.scope(), node, complainAboutSysctlKey);
    const yaml::Node* wanted = map.need("expect");
    if (wanted == nullptr) {
        return std::nullopt;
    }
    const MapReader expect(map.scope(), *wanted, "what a sysctl check expects", {"value"});
    const auto value = expect.neededValue("value", nullptr);
    if (!key || !value) {
        return std::nullopt;
    }
    return composed(map, insidePod(place.podSource, "sysctl -n " + node.text),
                    SysctlCheck{dottedSysctlKey(key->text), foldBlanks(value->text)});
}

std::optional<CheckBody> readUnit(const MapReader& map, const yaml::Node& node, const CheckPlace& place) {
    refusePod(map, place, "Units belong to the node.");
    const auto name = readValue(map.scope(), node, complainAboutUnit);
    const MapReader expect(map.scope(), expectation(map), "what a unit check expects", {"active"});
    const bool active = expect.flag("active", true);
    if (!name) {
        return std::nullopt;
    }
    return composed(map, "systemctl is-active " + node.text, UnitCheck{unitName(name->text), active});
}

}  // namespace podwire::lab
