// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/kubectl_view.h"

#include <algorithm>

#include "core/kube/listing.h"

namespace podwire::plan {
namespace {

constexpr const char* kUnknownAge = "<unknown>";

/// How much of a pod is there, from the commands that make it.
struct PodState {
    int wanted = 0;
    int present = 0;
    bool serverRuns = true;
};

PodState stateOf(const std::string& pod, const lab::Lab& lab, const Assessment& assessment) {
    PodState state;
    for (const lab::Step* step : lab.steps()) {
        for (const ResourceStatus& status : assessment.at(step->id).resources) {
            if (status.resource->group != "pod " + pod) {
                continue;
            }
            const bool there = status.presence == Presence::Present;
            ++state.wanted;
            state.present += there ? 1 : 0;
            if (std::holds_alternative<lab::Unit>(status.resource->what)) {
                state.serverRuns = there;
            }
        }
    }
    return state;
}

/// Of the Deployment's pods; a pod that no Deployment describes has one.
int containerCount(const lab::Lab& lab) {
    for (const lab::Manifest& manifest : lab.manifests) {
        if (!manifest.objects.deployments.empty()) {
            return static_cast<int>(manifest.objects.deployments.front().containers.size());
        }
    }
    return 1;
}

kube::PodRow podRow(const kube::Endpoint& endpoint, const PodState& state, int containers) {
    const bool whole = state.present == state.wanted;
    const int ready = whole ? containers : std::max(0, containers - 1);
    // Nothing starts a pod's server again by itself, so there is never a restart to count.
    return {endpoint.pod,
            std::to_string(ready) + '/' + std::to_string(containers),
            whole              ? "Running"
            : state.serverRuns ? "ContainerCreating"
                               : "Error",
            "0",
            kUnknownAge,
            endpoint.address,
            endpoint.node};
}

std::vector<kube::PodRow> podRows(const lab::Lab& lab, const Assessment& assessment) {
    std::vector<kube::PodRow> rows;
    const int containers = containerCount(lab);
    for (const lab::Manifest& manifest : lab.manifests) {
        for (const kube::EndpointSlice& slice : manifest.objects.endpointSlices) {
            for (const kube::Endpoint& endpoint : slice.endpoints) {
                const PodState state = stateOf(endpoint.pod, lab, assessment);
                if (state.present > 0) {
                    rows.push_back(podRow(endpoint, state, containers));
                }
            }
        }
    }
    return rows;
}

/// The Service as the cluster would have it: one that asks for no virtual address is given one.
kube::Service admitted(kube::Service service, const lab::Lab& lab) {
    const bool hasAddress = service.type != kube::ServiceType::ExternalName && !service.headless;
    if (hasAddress && !service.clusterIp && !lab.virtualAddress.empty()) {
        service.clusterIp = lab.virtualAddress;
    }
    return service;
}

}  // namespace

bool isFinished(const lab::Part& part, const Assessment& assessment) {
    return std::all_of(part.steps.begin(), part.steps.end(), [&](const lab::Step& step) {
        return step.optional || !step.changesNodes() || assessment.stateOf(step.id) == StepState::Applied;
    });
}

std::string kubectlView(const lab::Lab& lab, const lab::Part& part, const Assessment& assessment) {
    const auto manifest =
        std::find_if(lab.manifests.begin(), lab.manifests.end(),
                     [&part](const lab::Manifest& each) { return each.id == part.manifest; });
    if (part.manifest.empty() || manifest == lab.manifests.end()) {
        return {};
    }
    std::vector<kube::ServiceRow> services;
    for (const kube::Service& service : manifest->objects.services) {
        const auto address =
            part.externalAddress.empty() ? std::nullopt : std::optional(part.externalAddress);
        services.push_back({admitted(service, lab), kUnknownAge, address});
    }
    return kube::listServicesAndPods(services, podRows(lab, assessment));
}

}  // namespace podwire::plan
