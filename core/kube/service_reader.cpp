// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/service_reader.h"

#include "core/kube/metadata_reader.h"
#include "core/kube/service_ports.h"
#include "core/netfilter/rule.h"

namespace podwire::kube {
namespace {

constexpr std::string_view headlessMark = "None";

std::optional<ServiceType> readType(const Field& field) {
    static const std::map<std::string_view, ServiceType> types = {
        {"ClusterIP", ServiceType::ClusterIp},
        {"NodePort", ServiceType::NodePort},
        {"LoadBalancer", ServiceType::LoadBalancer},
        {"ExternalName", ServiceType::ExternalName}};
    return field.choice(types, ServiceType::ClusterIp);
}

void complainAboutClusterIp(const Field& field, const std::string& address, std::optional<ServiceType> type) {
    if (type == ServiceType::ExternalName) {
        field.forbidden("may not be set for ExternalName services");
        return;
    }
    if (address == headlessMark) {
        if (type && *type != ServiceType::ClusterIp) {
            field.invalid(address,
                          "may not be set to 'None' for " + std::string(toString(*type)) + " services");
        }
    } else if (!netfilter::parseAddress(address)) {
        field.invalid(address, "must be empty, 'None', or a valid IPv4 address");
    }
}

void readClusterIp(const Field& field, std::optional<ServiceType> type, Service& service) {
    const std::string address = field.string().value_or("");
    if (address.empty()) {
        return;
    }
    complainAboutClusterIp(field, address, type);
    service.headless = address == headlessMark;
    if (!service.headless) {
        service.clusterIp = address;
    }
}

std::string readExternalName(const Field& field, std::optional<ServiceType> type) {
    const auto text = field.string();
    std::string name = text.value_or("");
    if (name.ends_with('.')) {
        name.pop_back();
    }
    if (type != ServiceType::ExternalName) {
        return name;
    }
    if (name.empty()) {
        if (text || !field.present()) {
            field.required();
        }
        return name;
    }
    for (const std::string& complaint : complaintsAboutDns1123Subdomain(name)) {
        field.invalid(name, complaint);
    }
    return name;
}

TrafficPolicy readPolicy(const Field& field) {
    static const std::map<std::string_view, TrafficPolicy> policies = {{"Cluster", TrafficPolicy::Cluster},
                                                                       {"Local", TrafficPolicy::Local}};
    return field.choice(policies, TrafficPolicy::Cluster).value_or(TrafficPolicy::Cluster);
}

TrafficPolicy readExternalPolicy(const Field& spec, std::optional<ServiceType> type) {
    const bool fromOutside = type == ServiceType::NodePort || type == ServiceType::LoadBalancer ||
                             !spec.child("externalIPs").vacant();
    const Field field = spec.child("externalTrafficPolicy");
    if (!type || fromOutside || field.vacant()) {
        return readPolicy(field);
    }
    if (const auto text = field.string()) {
        field.invalid(*text, "may only be set for externally-accessible services");
    }
    return TrafficPolicy::Cluster;
}

SessionAffinity readAffinity(const Field& field) {
    static const std::map<std::string_view, SessionAffinity> affinities = {
        {"None", SessionAffinity::None}, {"ClientIP", SessionAffinity::ClientIp}};
    return field.choice(affinities, SessionAffinity::None).value_or(SessionAffinity::None);
}

}  // namespace

Service readService(const Field& object) {
    object.object({"apiVersion", "kind", "metadata", "spec", "status"});
    Service service;
    service.metadata = readMetadata(object, complaintsAboutDns1035Label);
    const Field spec = object.child("spec");
    spec.object({"type",
                 "clusterIP",
                 "clusterIPs",
                 "ports",
                 "selector",
                 "externalName",
                 "externalIPs",
                 "sessionAffinity",
                 "sessionAffinityConfig",
                 "externalTrafficPolicy",
                 "internalTrafficPolicy",
                 "ipFamilies",
                 "ipFamilyPolicy",
                 "loadBalancerIP",
                 "loadBalancerClass",
                 "loadBalancerSourceRanges",
                 "allocateLoadBalancerNodePorts",
                 "healthCheckNodePort",
                 "publishNotReadyAddresses",
                 "trafficDistribution"});
    const auto type = readType(spec.child("type"));
    service.type = type.value_or(ServiceType::ClusterIp);
    readClusterIp(spec.child("clusterIP"), type, service);
    service.ports = readServicePorts(spec, type);
    if (spec.child("ports").vacant() && type && *type != ServiceType::ExternalName && !service.headless) {
        spec.child("ports").required();
    }
    service.selector = spec.child("selector").labels().value_or(Labels());
    service.externalName = readExternalName(spec.child("externalName"), type);
    service.sessionAffinity = readAffinity(spec.child("sessionAffinity"));
    service.externalTrafficPolicy = readExternalPolicy(spec, type);
    (void)readPolicy(spec.child("internalTrafficPolicy"));  // checked only: nothing here is node-local
    return service;
}

}  // namespace podwire::kube
