// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kube/deployment_reader.h"

#include <algorithm>
#include <set>

#include "core/kube/metadata_reader.h"

namespace podwire::kube {
namespace {

constexpr std::size_t maxContainers = 100;
constexpr std::size_t maxPorts = 1000;

int readReplicas(const Field& field) {
    const auto number = field.integer();
    if (number && *number < 0) {
        field.invalid(*number, "must be greater than or equal to 0");
    }
    return std::max(number.value_or(1), 0);
}

ContainerPort readContainerPort(const Field& item) {
    item.object({"name", "containerPort", "protocol", "hostPort", "hostIP"});
    ContainerPort port;
    port.name = item.child("name").name(complaintsAboutPortName);
    port.containerPort = readPortNumber(item.child("containerPort"));
    port.protocol = readProtocol(item.child("protocol"));
    return port;
}

std::string readNeeded(const Field& field, Complaints (*complaintsAbout)(std::string_view)) {
    std::string text = field.name(complaintsAbout);
    if (field.vacant()) {
        field.required();
    }
    return text;
}

Complaints complaintsAboutImage(std::string_view image) {
    const bool padded = image.starts_with(' ') || image.ends_with(' ');
    return padded ? Complaints{"must not have leading or trailing whitespace"} : Complaints();
}

Container readContainer(const Field& item) {
    item.object({"name",
                 "image",
                 "imagePullPolicy",
                 "command",
                 "args",
                 "workingDir",
                 "ports",
                 "env",
                 "envFrom",
                 "resources",
                 "resizePolicy",
                 "restartPolicy",
                 "restartPolicyRules",
                 "volumeMounts",
                 "volumeDevices",
                 "livenessProbe",
                 "readinessProbe",
                 "startupProbe",
                 "lifecycle",
                 "terminationMessagePath",
                 "terminationMessagePolicy",
                 "securityContext",
                 "stdin",
                 "stdinOnce",
                 "tty"});
    Container container;
    container.name = readNeeded(item.child("name"), complaintsAboutDns1123Label);
    container.image = readNeeded(item.child("image"), complaintsAboutImage);
    std::set<std::string> names;
    for (const Field& port : item.child("ports").items(maxPorts)) {
        container.ports.push_back(readContainerPort(port));
        const std::string& name = container.ports.back().name;
        if (!name.empty() && !names.insert(name).second) {
            port.child("name").duplicate(quoted(name));
        }
    }
    return container;
}

void checkPodSpec(const Field& spec) {
    spec.object({"containers",
                 "initContainers",
                 "ephemeralContainers",
                 "restartPolicy",
                 "volumes",
                 "nodeName",
                 "nodeSelector",
                 "affinity",
                 "tolerations",
                 "topologySpreadConstraints",
                 "serviceAccountName",
                 "serviceAccount",
                 "automountServiceAccountToken",
                 "terminationGracePeriodSeconds",
                 "activeDeadlineSeconds",
                 "dnsPolicy",
                 "dnsConfig",
                 "hostNetwork",
                 "hostPID",
                 "hostIPC",
                 "hostUsers",
                 "hostAliases",
                 "hostname",
                 "subdomain",
                 "setHostnameAsFQDN",
                 "hostnameOverride",
                 "shareProcessNamespace",
                 "securityContext",
                 "imagePullSecrets",
                 "schedulerName",
                 "schedulingGates",
                 "priority",
                 "priorityClassName",
                 "preemptionPolicy",
                 "runtimeClassName",
                 "enableServiceLinks",
                 "readinessGates",
                 "overhead",
                 "os",
                 "resourceClaims",
                 "resources"});
    static const std::map<std::string_view, bool> always = {{"Always", true}};
    (void)spec.child("restartPolicy").choice(always, true);  // the only one that a Deployment may have
}

std::vector<Container> readContainers(const Field& spec) {
    checkPodSpec(spec);
    const std::vector<Field> items = spec.child("containers").items(maxContainers);
    std::vector<Container> containers;
    std::set<std::string> names;
    for (const Field& item : items) {
        containers.push_back(readContainer(item));
        const std::string& name = containers.back().name;
        if (!name.empty() && !names.insert(name).second) {
            item.child("name").duplicate(quoted(name));
        }
    }
    if (spec.child("containers").vacant()) {
        spec.child("containers").required();
    }
    return containers;
}

/// Nothing when it is wrong.
std::optional<Labels> readSelector(const Field& selector) {
    if (!selector.object({"matchLabels", "matchExpressions"})) {
        return std::nullopt;
    }
    if (!selector.present()) {
        selector.required();
        return std::nullopt;
    }
    const Field expressions = selector.child("matchExpressions");
    if (!expressions.vacant()) {
        expressions.forbidden("only matchLabels is understood here", "Write the selector as matchLabels.");
        return std::nullopt;
    }
    const Field labels = selector.child("matchLabels");
    if (labels.vacant()) {
        selector.invalidObject("{}", "empty selector is invalid for deployment");
        return std::nullopt;
    }
    return labels.labels();
}

bool isPartOf(const Labels& some, const Labels& all) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

}  // namespace

Deployment readDeployment(const Field& object) {
    object.object({"apiVersion", "kind", "metadata", "spec", "status"});
    Deployment deployment;
    deployment.metadata = readMetadata(object, complaintsAboutDns1123Subdomain);
    const Field spec = object.child("spec");
    spec.object({"replicas", "selector", "template", "strategy", "minReadySeconds", "revisionHistoryLimit",
                 "paused", "progressDeadlineSeconds"});
    deployment.replicas = readReplicas(spec.child("replicas"));
    const Field podTemplate = spec.child("template");
    podTemplate.object({"metadata", "spec"});
    const Field metadata = podTemplate.child("metadata");
    metadata.object({"name", "generateName", "namespace", "labels", "annotations", "creationTimestamp"});
    const auto labels = metadata.child("labels").labels();
    const auto selector = readSelector(spec.child("selector"));
    if (labels && selector && !isPartOf(*selector, *labels)) {
        metadata.child("labels").invalidObject(toJson(*labels),
                                               "`selector` does not match template `labels`");
    }
    deployment.selector = selector.value_or(Labels());
    deployment.templateLabels = labels.value_or(Labels());
    deployment.containers = readContainers(podTemplate.child("spec"));
    return deployment;
}

}  // namespace podwire::kube
