// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/endpoint_slice_reader.h"

#include <set>

#include "core/kube/metadata_reader.h"

namespace podwire::kube {
namespace {

constexpr std::size_t maxAddresses = 100;
constexpr std::size_t maxPorts = 100;
constexpr std::size_t maxEndpoints = 1000;
constexpr const char* serviceLabel = "kubernetes.io/service-name";

void checkAddressType(const Field& field) {
    static const std::map<std::string_view, bool> types = {{"IPv4", true}};
    if (field.vacant()) {
        field.required();
    }
    (void)field.choice(types, true);
}

EndpointPort readPort(const Field& item) {
    item.object({"name", "port", "protocol", "appProtocol"});
    EndpointPort port;
    port.name = item.child("name").name(complaintsAboutDns1123Label);
    port.protocol = readProtocol(item.child("protocol"));
    if (item.child("port").present()) {
        port.port = readPortNumber(item.child("port"));
    }
    port.position = item.position();
    return port;
}

/// Of several addresses the first counts: they are interchangeable.
std::string readAddress(const Field& addresses) {
    const std::vector<Field> items = addresses.items(maxAddresses);
    if (addresses.vacant()) {
        addresses.required("must contain at least 1 address");
    }
    std::string first;
    for (const Field& item : items) {
        const std::string address = item.name(complaintsAboutEndpointAddress);
        if (first.empty()) {
            first = address;
        }
    }
    return first;
}

std::string readPod(const Field& reference) {
    reference.object({"kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"});
    const std::string kind = reference.child("kind").string().value_or("Pod");
    const std::string name = reference.child("name").name(complaintsAboutDns1123Subdomain);
    return kind == "Pod" ? name : std::string();
}

Endpoint readEndpoint(const Field& item) {
    item.object({"addresses", "conditions", "hostname", "targetRef", "nodeName", "zone", "hints",
                 "deprecatedTopology"});
    const Field conditions = item.child("conditions");
    conditions.object({"ready", "serving", "terminating"});
    Endpoint endpoint;
    endpoint.address = readAddress(item.child("addresses"));
    endpoint.node = item.child("nodeName").name(complaintsAboutDns1123Subdomain);
    endpoint.pod = readPod(item.child("targetRef"));
    endpoint.ready = conditions.child("ready").boolean().value_or(true);
    endpoint.position = item.position();
    return endpoint;
}

}  // namespace

EndpointSlice readEndpointSlice(const Field& object) {
    object.object({"apiVersion", "kind", "metadata", "addressType", "endpoints", "ports"});
    EndpointSlice slice;
    slice.metadata = readMetadata(object, complaintsAboutDns1123Subdomain);
    const auto service = slice.metadata.labels.find(serviceLabel);
    slice.service = service != slice.metadata.labels.end() ? service->second : std::string();
    checkAddressType(object.child("addressType"));
    for (const Field& item : object.child("endpoints").items(maxEndpoints)) {
        slice.endpoints.push_back(readEndpoint(item));
    }
    std::set<std::string> names;
    for (const Field& item : object.child("ports").items(maxPorts)) {
        slice.ports.push_back(readPort(item));
        const std::string& name = slice.ports.back().name;
        if (!names.insert(name).second) {
            item.child("name").duplicate(quoted(name));
        }
    }
    return slice;
}

}  // namespace podwire::kube
