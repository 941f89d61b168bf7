// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/check_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "core/lab/check_kinds.h"
#include "core/lab/node_names.h"
#include "core/lab/repeat.h"

namespace podwire::lab {
namespace {

struct Kind {
    std::string_view key;
    CheckBodyReader read;
};

/// Kinds beside which `command` is the author's own line.
bool takesOwnLine(std::string_view key) {
    return key == "http" || key == "ping" || key == "dns" || key == "port";
}

/// `command` last: beside http and its like it is the author's own line for them.
constexpr std::array<Kind, 9> kinds = {{{"http", readHttp},
                                        {"ping", readPing},
                                        {"route_to", readRouteTo},
                                        {"rule", readRule},
                                        {"sysctl", readSysctl},
                                        {"unit", readUnit},
                                        {"dns", readDns},
                                        {"port", readPort},
                                        {"command", readPlainCommand}}};

const Kind* readKind(const MapReader& map) {
    const Kind* found = nullptr;
    for (const Kind& kind : kinds) {
        const bool ownLine = kind.key == "command" && found != nullptr && takesOwnLine(found->key);
        if (!map.has(kind.key) || ownLine) {
            continue;
        }
        if (found != nullptr) {
            map.scope().blame(map.node(), "both '" + std::string(found->key) + "' and '" +
                                              std::string(kind.key) + "' in one check");
            return nullptr;
        }
        found = &kind;
    }
    if (found == nullptr && map.node().kind == yaml::Node::Kind::Map) {
        map.scope().blame(
            map.node(), "a check needs one of http, ping, route_to, rule, sysctl, unit, dns, port, command");
    }
    return found;
}

void refuseKeysOfOthers(const MapReader& map, const Kind& kind) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> owners = {
        {{"requests", "http"}, {"count", "ping"}, {"server", "dns"}, {"protocol", "port"}}};
    for (const auto& [key, owner] : owners) {
        if (map.has(key) && kind.key != owner) {
            map.scope().blame(map.node(),
                              "'" + std::string(key) + "' belongs to '" + std::string(owner) + "' only");
        }
    }
}

double readDecimal(const std::string& text) {
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Decimal seconds above 0, at most 60.
std::optional<double> readSeconds(const std::string& text) {
    const bool digits =
        !text.empty() && text.size() <= 6 && text.find_first_not_of("0123456789.") == std::string::npos &&
        std::count(text.begin(), text.end(), '.') <= 1 && text.front() != '.' && text.back() != '.';
    const double seconds = digits ? readDecimal(text) : 0;
    return seconds > 0 && seconds <= 60 ? std::optional(seconds) : std::nullopt;
}

CheckPlace readPlace(const MapReader& map) {
    CheckPlace place{{}, {}, "2", 2};
    if (const auto pod = map.value("pod", complainAboutNetns)) {
        place.pod = pod->text;
        place.podSource = pod->node->text;
    }
    const yaml::Node* timeout = map.find("timeout");
    const auto seconds = timeout != nullptr ? readSeconds(timeout->text) : std::nullopt;
    if (timeout != nullptr && !seconds) {
        map.scope().blame(*timeout, "'timeout' is a number of seconds, above 0 and at most 60");
    }
    if (seconds) {
        place.timeout = timeout->text;
        place.timeoutSeconds = *seconds;
    }
    return place;
}

/// One step, or a list of steps.
std::vector<std::string> readUntil(const MapReader& map, const StepName& self) {
    const yaml::Node* until = map.find("until");
    if (until == nullptr) {
        return {};
    }
    const bool isList = until->kind == yaml::Node::Kind::List;
    std::vector<std::string> steps;
    for (const yaml::Node& item : isList ? map.items("until", 16) : std::vector{*until}) {
        steps.push_back(readStepReference(map.scope(), item, self));
    }
    return steps;
}

Check readCheck(const MapReader& map, const StepName& self) {
    Check check;
    check.title = map.neededProse("title");
    check.node = readNodeName(map, "on");
    check.why = map.prose("why");
    check.otherwise = map.prose("otherwise");
    check.position = map.scope().positionOf(map.node());
    if (const yaml::Node* step = map.find("while")) {
        check.whileStep = readStepReference(map.scope(), *step, self);
    }
    check.untilSteps = readUntil(map, self);
    const CheckPlace place = readPlace(map);
    check.netns = place.pod;
    check.timeoutSeconds = place.timeoutSeconds;
    const Kind* kind = readKind(map);
    const yaml::Node* node = kind != nullptr ? map.find(kind->key) : nullptr;
    if (node == nullptr) {
        return check;
    }
    refuseKeysOfOthers(map, *kind);
    if (auto body = kind->read(map, *node, place)) {
        check.command = std::move(body->command);
        check.source = std::move(body->source);
        check.what = std::move(body->what);
    }
    return check;
}

/// The check with its full id, which is unique among `names`.
Check readNamedCheck(const Scope& scope, const yaml::Node& item, const StepName& self, std::string_view key,
                     std::set<std::string>& names) {
    const MapReader map(scope, item, "a check",
                        {"id",      "title", "on",       "pod",  "why",      "otherwise", "while", "until",
                         "timeout", "http",  "requests", "ping", "count",    "route_to",  "rule",  "sysctl",
                         "unit",    "dns",   "server",   "port", "protocol", "command",   "expect"});
    Check check = readCheck(map, self);
    const std::string name =
        map.has("id") ? map.word("id", complainAboutWord) : std::to_string(names.size() + 1);
    if (!names.insert(name).second && !name.empty()) {
        scope.blame(item, "a second check '" + name + "' in '" + std::string(key) + "'");
    }
    check.id = self.id + '/' + std::string(key) + '/' + name;
    return check;
}

}  // namespace

std::vector<Check> readChecks(const MapReader& step, const StepName& self, std::string_view key) {
    std::vector<Check> checks;
    std::set<std::string> names;
    for (const yaml::Node& entry : step.items(key, 100)) {
        for (const yaml::Node& item : repeated(step.scope(), entry)) {
            checks.push_back(readNamedCheck(step.scope(), item, self, key, names));
        }
    }
    return checks;
}

}  // namespace podwire::lab
