// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/kube/cluster.h"
#include "core/lab/check.h"
#include "core/lab/resource.h"
#include "core/yaml/position.h"

namespace podwire::lab {

/// One of the lab's variables: the chapter's cluster_vars.env and node_vars.env.
struct Variable {
    std::string name;
    std::string value;
    std::string from;  ///< "node1.address", "node1.interface": taken from the running nodes;
                       ///< "clusterip.port": from the manifest of that id; empty: fixed
    std::string about;
    yaml::Position position;
};

/// A Kubernetes manifest from which the lab takes what it builds.
struct Manifest {
    std::string id;    ///< "clusterip"
    std::string file;  ///< "manifests/clusterip.yaml"
    kube::Cluster objects;
};

/// A node that the lab works on.
struct NodeRole {
    std::string name;  ///< "node1"
    std::string about;
};

/// A pod that answers for the service; what the window colours.
struct Backend {
    std::string name;     ///< "pod1a"
    std::string address;  ///< "192.168.1.10"
    std::string node;
};

/// One HTTP request whose way can be foretold from what stands on the nodes.
struct Walk {
    std::string node;
    std::string netns;    ///< empty: the node's own
    std::string address;  ///< IPv4
    std::uint16_t port = 80;
    bool operator==(const Walk&) const = default;
};

struct Prediction {
    std::string question;
    std::vector<std::string> answers;
    int right = 0;  ///< index into answers
    std::string why;
    std::optional<Walk> walk;  ///< the request that it is about
};

/// A page of the lab. One without resources is for reading and looking only.
struct Step {
    std::string id;      ///< "clusterip.vip"
    std::string part;    ///< "clusterip"
    std::string number;  ///< the chapter's step number, "3"; may be empty
    std::string title;
    std::string section;                ///< where the chapter treats it
    std::string text;                   ///< Markdown, variables replaced
    bool optional = false;              ///< left out by --all, --to and go-to
    std::vector<std::string> needs;     ///< step ids that must be applied for this one to work at all
    std::vector<std::string> replaces;  ///< step ids that cannot stand beside this one
    std::vector<Prediction> predictions;
    std::vector<Resource> apply;
    std::vector<Check> before;
    std::vector<Check> after;
    std::vector<std::string> hints;
    yaml::Position position;

    [[nodiscard]] bool changesNodes() const { return !apply.empty(); }
};

struct Part {
    std::string id;
    std::string title;
    std::string text;             ///< Markdown
    std::string manifest;         ///< id of the manifest that the part builds, or empty
    std::string externalAddress;  ///< where its load balancer is reached, or empty
    std::vector<Step> steps;
};

/// A whole lab, valid by construction: every variable is known, every address and rule parses, every id that
/// is named exists.
struct Lab {
    std::string id;
    std::string title;
    std::string summary;    ///< Markdown
    std::string directory;  ///< absolute
    std::vector<Manifest> manifests;
    std::vector<Variable> variables;
    std::vector<NodeRole> nodes;
    std::vector<Backend> backends;
    std::string virtualAddress;  ///< the service's VIP, or empty
    std::vector<Part> parts;

    [[nodiscard]] const Step* find(std::string_view stepId) const;
    /// What people call a step: "ClusterIP 6: Load balancing rules"; the id itself when there is no such
    /// step.
    [[nodiscard]] std::string nameOf(std::string_view stepId) const;
    /// All steps in the order of the lab; pointers live as long as the lab is not changed.
    [[nodiscard]] std::vector<const Step*> steps() const;
};

/// What the running nodes say about themselves: {"node1.address": "10.30.45.100", "node1.interface": "ens3",
/// ...}.
using NodeFacts = std::map<std::string, std::string>;

}  // namespace podwire::lab
