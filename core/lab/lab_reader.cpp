// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/lab_reader.h"

#include <algorithm>
#include <set>

#include "core/base/unicode.h"
#include "core/lab/manifests.h"
#include "core/lab/map_reader.h"
#include "core/lab/node_names.h"
#include "core/lab/variable_name.h"

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

/// "node1.address", "endpoints.pod1a.address"
Complaint complainAboutFact(std::string_view fact) {
    const std::size_t dot = fact.find('.');
    const bool right = dot != std::string_view::npos && !complainAboutName(fact.substr(0, dot)) &&
                       dot + 1 < fact.size() && fact.size() <= 200;
    if (right) {
        return std::nullopt;
    }
    return "'" + shortened(fact) +
           "' is neither a node's fact such as node1.address nor a manifest's field such as clusterip.port";
}

class VariableReader {
public:
    VariableReader(const Scope& scope, const NodeFacts& facts, const std::vector<Manifest>& manifests)
        : scope_(scope), facts_(facts), manifests_(manifests) {}

    Variable read(const yaml::Node& item) const {
        const MapReader map(scope_, item, "a variable", {"name", "value", "from", "about"});
        Variable variable;
        variable.name = map.word("name", complainAboutVariableName);
        variable.about = map.prose("about");
        variable.position = scope_.positionOf(item);
        const yaml::Node* value = map.has("from") ? map.find("value") : map.need("value");
        if (value != nullptr) {
            variable.value = readText(scope_, *value, 4096).value_or(std::string());
            variable.position = scope_.positionOf(*value);
        }
        if (map.has("from")) {
            variable.from = map.word("from", complainAboutFact);
            const Manifest* manifest = manifestNamed(variable.from.substr(0, variable.from.find('.')));
            if (manifest != nullptr) {
                takeField(map, *manifest, variable);
            } else if (!variable.from.empty()) {
                takeFact(map, variable);
            }
        }
        return variable;
    }

private:
    const Manifest* manifestNamed(std::string_view id) const {
        const auto found = std::find_if(manifests_.begin(), manifests_.end(),
                                        [id](const Manifest& manifest) { return manifest.id == id; });
        return found != manifests_.end() ? &*found : nullptr;
    }

    void takeField(const MapReader& map, const Manifest& manifest, Variable& variable) const {
        const auto fields = manifestFields(manifest, manifests_);
        const auto found = fields.find(variable.from.substr(manifest.id.size() + 1));
        if (found != fields.end()) {
            variable.value = found->second;
        } else if (!map.has("value")) {
            std::string known;
            for (const auto& [name, value] : fields) {
                known += (known.empty() ? "" : ", ") + name;
            }
            scope_.blame(*map.find("from"),
                         manifest.file + " gives no '" + variable.from.substr(manifest.id.size() + 1) + "'",
                         "It gives: " + known + '.');
        }
    }

    void takeFact(const MapReader& map, Variable& variable) const {
        if (map.need("value") == nullptr) {
            return;
        }
        const std::string node = variable.from.substr(0, variable.from.find('.'));
        const std::vector<std::string>& nodes = scope_.symbols.nodes;
        if (!node.empty() && scope_.symbols.nodesKnown &&
            std::find(nodes.begin(), nodes.end(), node) == nodes.end()) {
            scope_.blame(*map.find("from"), "'" + node + "' is neither a node nor a manifest of this lab");
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
    const std::vector<Manifest>& manifests_;
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
    const VariableReader reader(map.scope(), facts, lab.manifests);
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

/// `backends: {from: MANIFEST}`
std::vector<Backend> backendsFrom(const MapReader& map, const yaml::Node& node, const Lab& lab) {
    const MapReader from(map.scope(), node, "the backends", {"from"});
    const std::string id = from.word("from", complainAboutName);
    const auto manifest = std::find_if(lab.manifests.begin(), lab.manifests.end(),
                                       [&id](const Manifest& each) { return each.id == id; });
    if (manifest == lab.manifests.end()) {
        map.scope().blame(node, "'" + id + "' is not a manifest of this lab");
        return {};
    }
    return backendsOf(map.scope(), node, *manifest);
}

std::vector<Backend> listedBackends(const MapReader& map) {
    std::vector<Backend> backends;
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
            backends.push_back({name->text, address->text, node});
        }
    }
    return backends;
}

/// Each backend brings two variables along, unless the lab has them: $POD1A_NAME and $POD1A_IP.
void defineVariables(const Backend& backend, const yaml::Position& position, Lab& lab, Symbols& symbols) {
    const std::string name = variableName(backend.name);
    const Variable both[] = {{name + "_NAME", backend.name, {}, "A backend of the service", position},
                             {name + "_IP", backend.address, {}, "Address of " + backend.name, position}};
    for (const Variable& variable : both) {
        if (symbols.variables.emplace(variable.name, variable.value).second) {
            symbols.definedAt.emplace(variable.name, position);
            lab.variables.push_back(variable);
        }
    }
}

void readBackends(const MapReader& map, Lab& lab, Symbols& symbols) {
    const yaml::Node* node = map.find("backends");
    if (node == nullptr) {
        return;
    }
    lab.backends = node->kind == yaml::Node::Kind::Map ? backendsFrom(map, *node, lab) : listedBackends(map);
    symbols.backends = lab.backends;
    for (const Backend& backend : lab.backends) {
        defineVariables(backend, map.scope().positionOf(*node), lab, symbols);
    }
}

}  // namespace

LabReader::LabReader(yaml::Report& report, const yaml::Source& source, const yaml::Node& document,
                     const NodeFacts& facts)
    : report_(report), source_(source), document_(document), facts_(facts) {}

void LabReader::read(Lab& lab, Symbols& symbols) const {
    const Scope scope{report_, source_, symbols};
    const MapReader map(scope, document_, "a lab",
                        {"id", "title", "summary", "virtual_address", "manifests", "variables", "nodes",
                         "backends", "parts"});
    readNodes(map, lab, symbols, report_);
    lab.manifests = readManifests(map);
    for (const Manifest& manifest : lab.manifests) {
        symbols.manifests.push_back(manifest.id);
    }
    readVariables(map, lab, symbols, facts_);
    lab.id = map.word("id", complainAboutName);
    lab.title = map.neededProse("title");
    lab.summary = map.prose("summary");
    if (const auto address = map.value("virtual_address", complainAboutAddress)) {
        lab.virtualAddress = address->text;
    }
    readBackends(map, lab, symbols);
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
