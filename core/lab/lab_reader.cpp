// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab_reader.h"

#include <algorithm>
#include <set>

#include "core/base/unicode.h"
#include "core/lab/map_reader.h"
#include "core/lab/node_names.h"

namespace podwire::lab {
namespace {

Complaint complainAboutVariableName(std::string_view name) {
    const bool right =
        !name.empty() && name.size() <= 64 && name[0] >= 'A' && name[0] <= 'Z' &&
        name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
    if (right) {
        return std::nullopt;
    }
    return "'" + shortened(name) +
           "' is not a variable's name: a capital letter, then capitals, digits and '_'";
}

/// "node1.address"
Complaint complainAboutFact(std::string_view fact) {
    const std::size_t dot = fact.find('.');
    if (dot != std::string_view::npos && !complainAboutName(fact.substr(0, dot)) &&
        !complainAboutWord(fact.substr(dot + 1))) {
        return std::nullopt;
    }
    return "'" + shortened(fact) + "' is not a node's fact such as node1.address or node1.interface";
}

class VariableReader {
public:
    VariableReader(const Scope& scope, const NodeFacts& facts) : scope_(scope), facts_(facts) {}

    Variable read(const yaml::Node& item) const {
        const MapReader map(scope_, item, "a variable", {"name", "value", "from", "about"});
        Variable variable;
        variable.name = map.word("name", complainAboutVariableName);
        variable.about = map.prose("about");
        variable.position = scope_.positionOf(item);
        if (const yaml::Node* value = map.need("value")) {
            variable.value = readText(scope_, *value, 4096).value_or(std::string());
            variable.position = scope_.positionOf(*value);
        }
        if (map.has("from")) {
            variable.from = map.word("from", complainAboutFact);
            takeFact(map, variable);
        }
        return variable;
    }

private:
    void takeFact(const MapReader& map, Variable& variable) const {
        const std::string node = variable.from.substr(0, variable.from.find('.'));
        const std::vector<std::string>& nodes = scope_.symbols.nodes;
        if (!node.empty() && scope_.symbols.nodesKnown &&
            std::find(nodes.begin(), nodes.end(), node) == nodes.end()) {
            scope_.blame(*map.find("from"), "'" + node + "' is not a node of this lab");
        }
        const auto fact = facts_.find(variable.from);
        if (fact == facts_.end()) {
            return;
        }
        if (fact->second.size() > 4096 || firstDeceptiveCharacter(fact->second)) {
            scope_.blame(*map.find("from"),
                         "what the node says for " + variable.from + " is not one line of text");
            return;
        }
        variable.value = fact->second;
    }

    const Scope& scope_;
    const NodeFacts& facts_;
};

void readNodes(const MapReader& map, Lab& lab, Symbols& symbols, const yaml::Report& report) {
    const std::size_t before = report.size();
    const bool listed = map.need("nodes") != nullptr;
    for (const yaml::Node& item : map.items("nodes", 32)) {
        const MapReader node(map.scope(), item, "a node", {"name", "about"});
        const std::string name = node.word("name", complainAboutName);
        if (std::find(symbols.nodes.begin(), symbols.nodes.end(), name) != symbols.nodes.end()) {
            map.scope().blame(item, "a second node '" + name + "'");
        }
        lab.nodes.push_back({name, node.prose("about")});
        symbols.nodes.push_back(name);
    }
    symbols.nodesKnown = report.size() == before;
    if (listed && symbols.nodesKnown && symbols.nodes.empty()) {
        map.scope().blame(map.node(), "a lab has at least one node");
    }
}

void readVariables(const MapReader& map, Lab& lab, Symbols& symbols, const NodeFacts& facts) {
    const VariableReader reader(map.scope(), facts);
    for (const yaml::Node& item : map.items("variables", 500)) {
        Variable variable = reader.read(item);
        if (variable.name.empty()) {
            continue;
        }
        if (!symbols.variables.emplace(variable.name, variable.value).second) {
            map.scope().blame(item, "a second variable '" + variable.name + "'");
        }
        symbols.definedAt.emplace(variable.name, variable.position);
        lab.variables.push_back(std::move(variable));
    }
}

void readBackends(const MapReader& map, Lab& lab) {
    std::set<std::string> names;
    for (const yaml::Node& item : map.items("backends", 64)) {
        const MapReader backend(map.scope(), item, "a backend", {"name", "address", "node"});
        const auto name = backend.neededValue("name", complainAboutName);
        const auto address = backend.neededValue("address", complainAboutAddress);
        const std::string node = readNodeName(backend, "node");
        if (name && !names.insert(name->text).second) {
            map.scope().blame(item, "a second backend '" + name->text + "'");
        }
        if (name && address) {
            lab.backends.push_back({name->text, address->text, node});
        }
    }
}

}  // namespace

LabReader::LabReader(yaml::Report& report, const yaml::Source& source, const yaml::Node& document,
                     const NodeFacts& facts)
    : report_(report), source_(source), document_(document), facts_(facts) {}

void LabReader::read(Lab& lab, Symbols& symbols) const {
    const Scope scope{report_, source_, symbols};
    const MapReader map(
        scope, document_, "a lab",
        {"id", "title", "summary", "virtual_address", "variables", "nodes", "backends", "parts"});
    readNodes(map, lab, symbols, report_);
    readVariables(map, lab, symbols, facts_);
    lab.id = map.word("id", complainAboutName);
    lab.title = map.neededProse("title");
    lab.summary = map.prose("summary");
    if (const auto address = map.value("virtual_address", complainAboutAddress)) {
        lab.virtualAddress = address->text;
    }
    readBackends(map, lab);
    const yaml::Node* parts = map.need("parts");
    if (parts != nullptr && map.items("parts", 50).empty() && parts->items.empty() &&
        parts->kind == yaml::Node::Kind::List) {
        scope.blame(*parts, "a lab has at least one part");
    }
}

const std::vector<yaml::Node>& LabReader::partNames() const {
    static const std::vector<yaml::Node> none;
    const yaml::Node* parts = document_.find("parts");
    return parts != nullptr && parts->items.size() <= 50 ? parts->items : none;
}

}  // namespace podwire::lab
