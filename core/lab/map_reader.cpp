// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/map_reader.h"

#include <algorithm>

#include "core/base/nearest.h"
#include "core/base/unicode.h"

namespace podwire::lab {
namespace {

std::string listed(const std::vector<std::string>& keys) {
    std::string all;
    for (const std::string& key : keys) {
        all += (all.empty() ? "" : ", ") + key;
    }
    return all;
}

void reportUnknownKeys(const Scope& scope, const yaml::Node& node, const std::string& what,
                       const std::vector<std::string>& keys) {
    for (const yaml::Entry& entry : node.entries) {
        if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) {
            continue;
        }
        const std::string close = nearest(entry.key, keys);
        scope.report.add(
            scope.source.positionOf(entry.keyOffset), "unknown key '" + shortened(entry.key) + "' in " + what,
            close.empty() ? "Known keys: " + listed(keys) + '.' : "Did you mean '" + close + "'?");
    }
}

constexpr std::size_t maxLine = 300;
constexpr std::size_t maxProse = 64UL * 1024;

}  // namespace

MapReader::MapReader(const Scope& scope, const yaml::Node& node, std::string what,
                     std::initializer_list<std::string_view> keys)
    : scope_(scope), node_(node), what_(std::move(what)) {
    if (node.kind != yaml::Node::Kind::Map) {
        scope.blame(node, what_ + " is a map of keys and values");
        return;
    }
    reportUnknownKeys(scope, node, what_, {keys.begin(), keys.end()});
}

bool MapReader::has(std::string_view key) const {
    return node_.find(key) != nullptr;
}

const yaml::Node* MapReader::find(std::string_view key) const {
    const yaml::Node* found = node_.find(key);
    if (found != nullptr && found->kind == yaml::Node::Kind::Null) {
        scope_.blame(*found, "'" + std::string(key) + "' has no value");
        return nullptr;
    }
    return found;
}

const yaml::Node* MapReader::need(std::string_view key) const {
    if (node_.kind == yaml::Node::Kind::Map && !has(key)) {
        scope_.blame(node_, what_ + " needs '" + std::string(key) + "'");
    }
    return find(key);
}

std::string MapReader::word(std::string_view key, Complaint (*complain)(std::string_view)) const {
    const yaml::Node* found = need(key);
    const auto text = found != nullptr ? readText(scope_, *found, maxLine) : std::nullopt;
    if (!text) {
        return {};
    }
    if (const Complaint complaint = complain(*text)) {
        scope_.blame(*found, *complaint);
        return {};
    }
    return *text;
}

std::string MapReader::prose(std::string_view key) const {
    const yaml::Node* found = find(key);
    return found != nullptr ? readProse(scope_, *found) : std::string();
}

std::string MapReader::neededProse(std::string_view key) const {
    const yaml::Node* found = need(key);
    std::string text = found != nullptr ? readProse(scope_, *found) : std::string();
    if (found != nullptr && found->kind == yaml::Node::Kind::Scalar && trimmed(text).empty()) {
        scope_.blame(*found, "'" + std::string(key) + "' is empty");
    }
    return text;
}

std::optional<Value> MapReader::value(std::string_view key, Complaint (*complain)(std::string_view)) const {
    const yaml::Node* found = find(key);
    return found != nullptr ? readValue(scope_, *found, complain) : std::nullopt;
}

std::optional<Value> MapReader::neededValue(std::string_view key,
                                            Complaint (*complain)(std::string_view)) const {
    return need(key) != nullptr ? value(key, complain) : std::nullopt;
}

bool MapReader::flag(std::string_view key, bool otherwise) const {
    const yaml::Node* found = find(key);
    if (found == nullptr) {
        return otherwise;
    }
    if (found->text == "true" || found->text == "yes") {
        return true;
    }
    if (found->text != "false" && found->text != "no") {
        scope_.blame(*found, "'" + std::string(key) + "' is true or false");
    }
    return false;
}

std::optional<unsigned> MapReader::number(std::string_view key, unsigned least, unsigned most) const {
    const yaml::Node* found = find(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto number = readNumber(found->text, most);
    if (!number || *number < least) {
        scope_.blame(*found, "'" + std::string(key) + "' is a number from " + std::to_string(least) + " to " +
                                 std::to_string(most));
        return std::nullopt;
    }
    return number;
}

const std::vector<yaml::Node>& MapReader::items(std::string_view key, std::size_t most) const {
    static const std::vector<yaml::Node> none;
    const yaml::Node* found = find(key);
    if (found == nullptr) {
        return none;
    }
    if (found->kind != yaml::Node::Kind::List) {
        scope_.blame(*found, "'" + std::string(key) + "' is a list");
        return none;
    }
    if (found->items.size() > most) {
        scope_.blame(*found, "'" + std::string(key) + "' has more than " + std::to_string(most) + " entries");
        return none;
    }
    return found->items;
}

std::string trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

std::optional<std::string> readText(const Scope& scope, const yaml::Node& node, std::size_t most) {
    if (node.kind != yaml::Node::Kind::Scalar) {
        scope.blame(node,
                    node.kind == yaml::Node::Kind::Null ? "a value is missing" : "a text is expected here");
        return std::nullopt;
    }
    if (node.text.size() > most) {
        scope.blame(node, "longer than " + std::to_string(most) + " bytes");
        return std::nullopt;
    }
    return node.text;
}

std::string readProse(const Scope& scope, const yaml::Node& node) {
    const auto text = readText(scope, node, maxProse);
    return text ? expandMarkdown(*text, scope.symbols.variables) : std::string();
}

std::optional<Value> readValue(const Scope& scope, const yaml::Node& node,
                               Complaint (*complain)(std::string_view)) {
    const auto text = readText(scope, node, maxProse);
    if (!text) {
        return std::nullopt;
    }
    auto expanded = expandText(*text, scope.symbols.variables);
    if (!expanded) {
        scope.blameAt(node, expanded.error().offset, expanded.error().message);
        return std::nullopt;
    }
    if (const Complaint complaint = complain != nullptr ? complain(*expanded) : std::nullopt) {
        scope.blameValue(node, *complaint);
        return std::nullopt;
    }
    return Value{&node, std::move(*expanded)};
}

std::optional<Value> readCommand(const Scope& scope, const yaml::Node& node) {
    const auto text = readText(scope, node, maxProse);
    if (!text) {
        return std::nullopt;
    }
    auto expanded = expandCommand(*text, scope.symbols.variables);
    if (!expanded) {
        scope.blameAt(node, expanded.error().offset, expanded.error().message);
        return std::nullopt;
    }
    std::string command = trimmed(*expanded);
    if (command.empty()) {
        scope.blame(node, "an empty command");
        return std::nullopt;
    }
    return Value{&node, std::move(command)};
}

}  // namespace podwire::lab
