// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/manifests.h"

#include <algorithm>
#include <set>

#include "core/kube/manifest.h"
#include "core/lab/source.h"
#include "core/lab/values.h"

namespace podwire::lab {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

std::optional<kube::Cluster> readObjects(const Scope& scope, const yaml::Node& fileName,
                                         const std::string& file) {
    const auto source = readSource(scope.symbols.directory, file, scope.positionOf(fileName));
    if (!source) {
        scope.report.add(yaml::Diagnostics{source.error()});
        return std::nullopt;
    }
    auto objects = kube::parseManifest(*source);
    if (!objects) {
        scope.report.add(objects.error());
        return std::nullopt;
    }
    return std::move(*objects);
}

void reportWhatDoesNotFit(const Scope& scope, const std::vector<Manifest>& manifests) {
    kube::Cluster all;
    for (const Manifest& manifest : manifests) {
        all.add(manifest.objects);
    }
    scope.report.add(kube::crossCheck(all));
}

/// The port's number; of a name, the number that the pods give to it.
std::string targetPort(const kube::Service& service, const kube::ServicePort& port,
                       const std::vector<Manifest>& all) {
    if (const auto* number = std::get_if<std::uint16_t>(&port.targetPort)) {
        return std::to_string(*number);
    }
    for (const Manifest& manifest : all) {
        for (const kube::Deployment& deployment : manifest.objects.deployments) {
            const auto number =
                kube::selects(service, deployment) ? kube::resolveTargetPort(port, deployment) : std::nullopt;
            if (number) {
                return std::to_string(*number);
            }
        }
    }
    return {};
}

void addService(const kube::Service& service, const std::vector<Manifest>& all, Fields& fields) {
    fields["name"] = service.metadata.name;
    fields["namespace"] = service.metadata.nameSpace;
    fields["fqdn"] = service.metadata.name + '.' + service.metadata.nameSpace + ".svc.cluster.local";
    fields["type"] = kube::toString(service.type);
    if (service.clusterIp) {
        fields["clusterIP"] = *service.clusterIp;
    }
    if (!service.externalName.empty()) {
        fields["externalName"] = service.externalName;
    }
    if (service.ports.empty()) {
        return;
    }
    const kube::ServicePort& port = service.ports.front();
    fields["port"] = std::to_string(port.port);
    if (const std::string target = targetPort(service, port, all); !target.empty()) {
        fields["targetPort"] = target;
    }
    if (port.nodePort) {
        fields["nodePort"] = std::to_string(*port.nodePort);
    }
}

}  // namespace

std::vector<Manifest> readManifests(const MapReader& lab) {
    const Scope& scope = lab.scope();
    const std::size_t before = scope.report.size();
    std::vector<Manifest> manifests;
    std::set<std::string> ids(scope.symbols.nodes.begin(), scope.symbols.nodes.end());
    for (const yaml::Node& item : lab.items("manifests", 32)) {
        const MapReader map(scope, item, "a manifest", {"id", "file"});
        Manifest manifest;
        manifest.id = map.word("id", complainAboutName);
        if (!manifest.id.empty() && !ids.insert(manifest.id).second) {
            scope.blame(item, "'" + manifest.id + "' is the name of a node or manifest already");
        }
        const yaml::Node* file = map.need("file");
        const auto name = file != nullptr ? readText(scope, *file, 300) : std::nullopt;
        if (!name) {
            continue;
        }
        manifest.file = *name;
        if (auto objects = readObjects(scope, *file, *name)) {
            manifest.objects = std::move(*objects);
            manifests.push_back(std::move(manifest));
        }
    }
    if (scope.report.size() == before) {
        reportWhatDoesNotFit(scope, manifests);
    }
    return manifests;
}

Fields manifestFields(const Manifest& manifest, const std::vector<Manifest>& all) {
    Fields fields;
    if (!manifest.objects.services.empty()) {
        addService(manifest.objects.services.front(), all, fields);
    }
    for (const kube::EndpointSlice& slice : manifest.objects.endpointSlices) {
        for (const kube::Endpoint& endpoint : slice.endpoints) {
            if (!endpoint.pod.empty()) {
                fields[endpoint.pod + ".address"] = endpoint.address;
                fields[endpoint.pod + ".node"] = endpoint.node;
            }
        }
    }
    return fields;
}

std::vector<Backend> backendsOf(const Scope& scope, const yaml::Node& from, const Manifest& manifest) {
    std::vector<Backend> backends;
    const std::vector<std::string>& nodes = scope.symbols.nodes;
    for (const kube::EndpointSlice& slice : manifest.objects.endpointSlices) {
        for (const kube::Endpoint& endpoint : slice.endpoints) {
            if (complainAboutName(endpoint.pod)) {
                scope.report.add(endpoint.position, "this endpoint names no pod that a lab can have",
                                 "Say which with targetRef: {kind: Pod, name: pod1a}.");
            } else if (std::find(nodes.begin(), nodes.end(), endpoint.node) == nodes.end()) {
                scope.report.add(endpoint.position,
                                 "nodeName '" + endpoint.node + "' is not a node of this lab");
            } else if (endpoint.ready) {
                backends.push_back({endpoint.pod, endpoint.address, endpoint.node});
            }
        }
    }
    if (manifest.objects.endpointSlices.empty()) {
        scope.blame(from, "'" + manifest.file + "' holds no EndpointSlice");
    }
    return backends;
}

}  // namespace podwire::lab
