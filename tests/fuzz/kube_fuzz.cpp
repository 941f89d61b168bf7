// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer target for a manifest. Whatever the bytes are: no crash, every error has a text and a place, and
// every object that was taken keeps the rules of its kind.
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>

#include "core/base/unicode.h"
#include "core/kube/listing.h"
#include "core/kube/manifest.h"
#include "core/kube/names.h"

namespace {

using namespace podwire;
using namespace podwire::kube;

void require(bool condition, const char* what, const std::string& text) {
    if (!condition) {
        std::fprintf(stderr, "%s: %s\n", what, text.c_str());
        std::abort();
    }
}

void checkProblems(const yaml::Diagnostics& problems) {
    for (const yaml::Diagnostic& problem : problems) {
        require(!problem.message.empty(), "an error without a text", problem.where.text());
        require(problem.where.file == "m.yaml", "an error elsewhere", problem.text());
        require(!firstInvalidUtf8(problem.text()).has_value(), "an error that is not text", problem.text());
        require(problem.text().size() < 4096, "an error without an end", problem.text());
    }
}

void checkService(const Service& service) {
    const std::string& name = service.metadata.name;
    require(complaintsAboutDns1035Label(name).empty(), "a name that is none", name);
    const bool needsPorts = service.type != ServiceType::ExternalName && !service.headless;
    require(!needsPorts || !service.ports.empty(), "a Service without ports", name);
    const bool mayHaveNodePorts =
        service.type == ServiceType::NodePort || service.type == ServiceType::LoadBalancer;
    std::set<std::pair<Protocol, std::uint16_t>> ports;
    for (const ServicePort& port : service.ports) {
        require(port.port != 0 && ports.insert({port.protocol, port.port}).second, "a port that is none",
                name);
        require(!port.nodePort || (mayHaveNodePorts && *port.nodePort >= 30000 && *port.nodePort <= 32767),
                "a node port that is none", name);
    }
    const std::string line = listServices({{service, "1s", std::nullopt}});
    require(line.find(name) != std::string::npos && line.ends_with('\n'), "a line without the Service", line);
}

void checkDeployment(const Deployment& deployment) {
    require(deployment.replicas >= 0 && !deployment.containers.empty() && !deployment.selector.empty(),
            "a Deployment without pods", deployment.metadata.name);
    for (const auto& [key, value] : deployment.selector) {
        const auto label = deployment.templateLabels.find(key);
        require(label != deployment.templateLabels.end() && label->second == value,
                "a selector that selects nothing", key);
    }
}

void checkSlice(const EndpointSlice& slice) {
    for (const Endpoint& endpoint : slice.endpoints) {
        require(complaintsAboutEndpointAddress(endpoint.address).empty(), "an address that is none",
                endpoint.address);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto source = yaml::sourceOf("m.yaml", std::string(reinterpret_cast<const char*>(data), size));
    if (!source) {
        checkProblems({source.error()});
        return 0;
    }
    const auto cluster = parseManifest(*source);
    if (!cluster) {
        require(!cluster.error().empty(), "refused without an error", source->text);
        checkProblems(cluster.error());
        return 0;
    }
    for (const Service& service : cluster->services) {
        checkService(service);
    }
    for (const Deployment& deployment : cluster->deployments) {
        checkDeployment(deployment);
    }
    for (const EndpointSlice& slice : cluster->endpointSlices) {
        checkSlice(slice);
    }
    checkProblems(crossCheck(*cluster));
    return 0;
}
