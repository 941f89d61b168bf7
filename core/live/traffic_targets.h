// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/lab/lab.h"
#include "core/plan/observed.h"

namespace podwire::live {

/// An address to which requests may be sent.
struct TrafficTarget {
    std::string address;  ///< "10.96.1.100:8080"
    /// What it is: "ClusterIP", "NodePort of node1", "load balancer on host", "rules of node2".
    std::string about;
    bool operator==(const TrafficTarget&) const = default;
};

/// The services' TCP addresses, each once: those of the lab's manifests, then those that only rules on the
/// nodes know. A node that runs no backend counts as the machine outside, where a load balancer listens.
std::vector<TrafficTarget> trafficTargets(const lab::Lab& lab,
                                          const std::map<std::string, plan::Observed>& nodes);

}  // namespace podwire::live
