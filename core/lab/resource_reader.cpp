// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/resource_reader.h"

#include <algorithm>
#include <array>

#include "core/lab/node_names.h"
#include "core/lab/resource_draft.h"
#include "core/lab/resource_key.h"

namespace podwire::lab {
namespace {

constexpr std::array<std::string_view, 10> kinds = {"iptables", "route", "sysctl", "ip",   "unit",
                                                    "run",      "pod",   "bridge", "file", "download"};

/// The one key of the entry that says what it is.
std::string_view readKind(const MapReader& map) {
    std::string_view found;
    for (const std::string_view kind : kinds) {
        if (!map.has(kind)) {
            continue;
        }
        if (!found.empty()) {
            map.scope().blame(map.node(), "both '" + std::string(found) + "' and '" + std::string(kind) +
                                              "' in one resource");
            return {};
        }
        found = kind;
    }
    if (found.empty() && map.node().kind == yaml::Node::Kind::Map) {
        map.scope().blame(
            map.node(),
            "a resource needs one of iptables, route, sysctl, ip, pod, bridge, file, download, unit, run");
    }
    return found;
}

void refuseKeysOfOthers(const MapReader& map, std::string_view kind) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> owners = {
        {{"otherwise", "sysctl"}, {"present", "run"}, {"undo", "run"}}};
    for (const auto& [key, owner] : owners) {
        if (map.has(key) && kind != owner && !kind.empty()) {
            map.scope().blame(map.node(),
                              "'" + std::string(key) + "' belongs to '" + std::string(owner) + "' only");
        }
    }
}

Drafts draftRun(const MapReader& map, const yaml::Node& node) {
    const yaml::Node* present = map.need("present");
    const yaml::Node* undo = map.need("undo");
    const auto command = readCommand(map.scope(), node);
    const auto test = present != nullptr ? readCommand(map.scope(), *present) : std::nullopt;
    const auto back = undo != nullptr ? readCommand(map.scope(), *undo) : std::nullopt;
    if (!command || !test || !back) {
        return {};
    }
    return {{command->text,
             trimmed(node.text),
             {},
             ReadLine{{}, Run{test->text, back->text}},
             map.scope().positionOf(node)}};
}

Drafts draftSysctl(const MapReader& map, const yaml::Node& node) {
    Drafts drafts = draftLine(map.scope(), node, readSysctlLine);
    const auto otherwise = map.value("otherwise", nullptr);
    for (Draft& draft : drafts) {
        if (otherwise) {
            std::get<Sysctl>(draft.read.what).otherwise = foldBlanks(otherwise->text);
        }
    }
    return drafts;
}

Drafts readDrafts(const MapReader& map, std::string_view kind) {
    const yaml::Node* node = kind.empty() ? nullptr : map.find(kind);
    if (node == nullptr) {
        return {};
    }
    const Scope& scope = map.scope();
    if (kind == "pod") {
        return draftPod(scope, *node);
    }
    if (kind == "bridge") {
        return draftBridge(scope, *node);
    }
    if (kind == "file") {
        return draftFile(scope, *node);
    }
    if (kind == "download") {
        return draftDownload(scope, *node);
    }
    if (kind == "run") {
        return draftRun(map, *node);
    }
    if (kind == "sysctl") {
        return draftSysctl(map, *node);
    }
    const LineReader reader = kind == "iptables" ? readIptablesLine
                              : kind == "route"  ? readRouteLine
                              : kind == "unit"   ? readUnitLine
                                                 : readIpLine;
    return draftLine(scope, *node, reader);
}

Resource onNode(const Draft& draft, const std::string& node, const std::string& why) {
    Resource resource{node, draft.read.netns, draft.command, draft.source, why, draft.group,
                      {},   draft.read.what,  draft.position};
    resource.key = resourceKey(resource);
    return resource;
}

}  // namespace

std::vector<Resource> readResources(const Scope& scope, const yaml::Node& node) {
    const MapReader map(scope, node, "a resource",
                        {"on", "why", "iptables", "route", "sysctl", "otherwise", "ip", "pod", "bridge",
                         "file", "download", "unit", "run", "present", "undo"});
    const std::string_view kind = readKind(map);
    refuseKeysOfOthers(map, kind);
    const std::vector<std::string> nodes = readNodeNames(map);
    const std::string why = map.prose("why");
    const Drafts drafts = readDrafts(map, kind);
    std::vector<Resource> resources;
    for (const std::string& name : nodes) {
        for (const Draft& draft : drafts) {
            resources.push_back(onNode(draft, name, why));
        }
    }
    return resources;
}

}  // namespace podwire::lab
