// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/listing.h"

#include "core/kube/table.h"

namespace podwire::kube {
namespace {

constexpr const char* none = "<none>";
constexpr std::size_t maxListed = 3;  // ports or endpoints in one cell

std::string clusterIpOf(const Service& service) {
    return service.headless ? "None" : service.clusterIp.value_or(none);
}

std::string externalIpOf(const ServiceRow& row) {
    switch (row.service.type) {
        case ServiceType::ExternalName:
            return row.service.externalName;
        case ServiceType::LoadBalancer:
            return row.externalAddress.value_or("<pending>");
        default:
            return none;
    }
}

std::string portsOf(const Service& service) {
    std::string all;
    for (const ServicePort& port : service.ports) {
        all += (all.empty() ? "" : ",") + std::to_string(port.port) +
               (port.nodePort ? ':' + std::to_string(*port.nodePort) : "") + '/' +
               std::string(toString(port.protocol));
    }
    return all.empty() ? none : all;
}

std::string orNone(const std::string& text) {
    return text.empty() ? none : text;
}

std::string services(const std::vector<ServiceRow>& rows, const std::string& prefix) {
    std::vector<TableRow> table = {
        {"NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE", "SELECTOR"}};
    for (const ServiceRow& row : rows) {
        const Service& service = row.service;
        table.push_back({prefix + service.metadata.name, std::string(toString(service.type)),
                         clusterIpOf(service), externalIpOf(row), portsOf(service), row.age,
                         toString(service.selector)});
    }
    return rows.empty() ? std::string() : layOut(table);
}

std::string pods(const std::vector<PodRow>& rows, const std::string& prefix) {
    std::vector<TableRow> table = {
        {"NAME", "READY", "STATUS", "RESTARTS", "AGE", "IP", "NODE", "NOMINATED NODE", "READINESS GATES"}};
    for (const PodRow& row : rows) {
        table.push_back({prefix + row.name, row.ready, row.status, row.restarts, row.age, orNone(row.ip),
                         orNone(row.node), none, none});
    }
    return rows.empty() ? std::string() : layOut(table);
}

/// The first three, and how many more there are.
std::string joined(const std::vector<std::string>& all) {
    std::string text;
    for (std::size_t i = 0; i < all.size() && i < maxListed; ++i) {
        text += (i == 0 ? "" : ",") + all[i];
    }
    if (all.size() > maxListed) {
        return text + " + " + std::to_string(all.size() - maxListed) + " more...";
    }
    return text.empty() ? "<unset>" : text;
}

std::string portsOf(const EndpointSlice& slice) {
    std::vector<std::string> ports;
    for (const EndpointPort& port : slice.ports) {
        ports.push_back(port.port ? std::to_string(*port.port) : port.name.empty() ? "*" : port.name);
    }
    return joined(ports);
}

std::string endpointsOf(const EndpointSlice& slice) {
    std::vector<std::string> addresses;
    for (const Endpoint& endpoint : slice.endpoints) {
        addresses.push_back(endpoint.address);
    }
    return joined(addresses);
}

}  // namespace

std::string listServices(const std::vector<ServiceRow>& rows) {
    return services(rows, "");
}

std::string listPods(const std::vector<PodRow>& rows) {
    return pods(rows, "");
}

std::string listEndpointSlices(const std::vector<EndpointSliceRow>& rows) {
    std::vector<TableRow> table = {{"NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS", "AGE"}};
    for (const EndpointSliceRow& row : rows) {
        table.push_back(
            {row.slice.metadata.name, "IPv4", portsOf(row.slice), endpointsOf(row.slice), row.age});
    }
    return rows.empty() ? std::string() : layOut(table);
}

std::string listServicesAndPods(const std::vector<ServiceRow>& serviceRows,
                                const std::vector<PodRow>& podRows) {
    const std::string between = serviceRows.empty() || podRows.empty() ? "" : "\n";
    return services(serviceRows, "service/") + between + pods(podRows, "pod/");
}

}  // namespace podwire::kube
