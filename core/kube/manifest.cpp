// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/manifest.h"

#include <array>

#include "core/base/nearest.h"
#include "core/kube/deployment_reader.h"
#include "core/kube/endpoint_slice_reader.h"
#include "core/kube/service_reader.h"
#include "core/yaml/document.h"

namespace podwire::kube {
namespace {

struct Kind {
    std::string_view name;
    std::string_view apiVersion;
    void (*read)(const Field& object, Cluster& cluster);
};

constexpr std::array<Kind, 3> kinds = {{
    {"Service", "v1",
     [](const Field& object, Cluster& cluster) { cluster.services.push_back(readService(object)); }},
    {"Deployment", "apps/v1",
     [](const Field& object, Cluster& cluster) { cluster.deployments.push_back(readDeployment(object)); }},
    {"EndpointSlice", "discovery.k8s.io/v1",
     [](const Field& object, Cluster& cluster) {
         cluster.endpointSlices.push_back(readEndpointSlice(object));
     }},
}};

const Kind* findKind(std::string_view name) {
    for (const Kind& kind : kinds) {
        if (kind.name == name) {
            return &kind;
        }
    }
    return nullptr;
}

std::string hintFor(const std::string& name) {
    std::vector<std::string> names;
    names.reserve(kinds.size());
    for (const Kind& kind : kinds) {
        names.emplace_back(kind.name);
    }
    const std::string close = nearest(name, names);
    return close.empty() ? "Service, Deployment and EndpointSlice are read here."
                         : "Did you mean '" + close + "'?";
}

class ManifestReader {
public:
    explicit ManifestReader(const yaml::Source& source) : source_(source) {}

    tl::expected<Cluster, yaml::Diagnostics> read(const std::vector<yaml::Node>& documents) {
        bool anything = false;
        for (const yaml::Node& document : documents) {
            if (document.kind != yaml::Node::Kind::Null) {
                readObject(Field(report_, source_, document), document);
                anything = true;
            }
        }
        if (!anything) {
            report_.add({source_.file, 1, 1}, "the file holds no object");
        }
        if (!report_.empty()) {
            return tl::make_unexpected(report_.sorted());
        }
        return std::move(cluster_);
    }

private:
    void readObject(const Field& object, const yaml::Node& document) {
        if (document.kind != yaml::Node::Kind::Map) {
            report_.add(object.position(), "a document that is no Kubernetes object",
                        "An object begins with apiVersion and kind.");
            return;
        }
        const auto name = needed(object.child("kind"));
        const auto version = needed(object.child("apiVersion"));
        if (!name || !version) {
            return;
        }
        const Kind* kind = findKind(*name);
        if (kind != nullptr && kind->apiVersion == *version) {
            kind->read(object, cluster_);
            return;
        }
        report_.add(object.child(kind == nullptr ? "kind" : "apiVersion").position(),
                    "no matches for kind " + quoted(*name) + " in version " + quoted(*version),
                    kind == nullptr
                        ? hintFor(*name)
                        : "A " + *name + " has apiVersion: " + std::string(kind->apiVersion) + '.');
    }

    static std::optional<std::string> needed(const Field& field) {
        if (field.vacant()) {
            field.required();
            return std::nullopt;
        }
        return field.string();
    }

    const yaml::Source& source_;
    yaml::Report report_;
    Cluster cluster_;
};

}  // namespace

tl::expected<Cluster, yaml::Diagnostics> parseManifest(const yaml::Source& source) {
    const auto documents = yaml::parseDocuments(source);
    if (!documents) {
        return tl::make_unexpected(documents.error());
    }
    return ManifestReader(source).read(*documents);
}

}  // namespace podwire::kube
