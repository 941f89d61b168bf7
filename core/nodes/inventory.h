// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "core/base/result.h"
#include "core/nodes/node_info.h"
#include "core/nodes/process.h"
#include "core/yaml/position.h"
#include "core/yaml/source.h"

/// Nodes that are there already and are reached by SSH, listed in a YAML file:
///
///     ssh_config: ssh_config       # an OpenSSH client configuration; default: the user's own
///     nodes:
///       - name: alpha              # what `ssh alpha` understands, unless there is an address
///         role: node1              # the lab's node that it is; default: its name
///         address: 10.0.0.5        # address or name
///         lab_address: 10.0.0.5    # IPv4 under which the other nodes reach it; default: address
///         port: 22
///         user: ubuntu
///         identity: ~/.ssh/id_ed25519
///         known_hosts: known_hosts
///         jump: ubuntu@bastion     # "[user@]host[:port]", several with commas between
///         interface: ens3          # towards the other nodes
///         read_only: true          # look, but change nothing
///
/// Relative paths start at the file's folder. What is left out is taken from the SSH configuration.
namespace podwire::nodes {

struct InventoryNode {
    std::string name;
    std::string role;
    std::string address;  ///< as written, or the name
    std::string labAddress;
    std::optional<std::uint16_t> port;
    std::string user;
    std::string identity;
    std::string knownHosts;
    std::string jump;
    std::string interface;
    bool readOnly = false;
    yaml::Position where;
};

struct Inventory {
    std::string sshConfig;
    std::vector<InventoryNode> nodes;  ///< at least one; names and roles are different
};

/// All that is wrong, each with its place.
tl::expected<Inventory, yaml::Diagnostics> parseInventory(const yaml::Source& source);
tl::expected<Inventory, yaml::Diagnostics> loadInventory(const std::string& path);
/// The first as the message, the rest as its detail.
Error inventoryError(const yaml::Diagnostics& all);

/// What OpenSSH would do for a host: the answer of `ssh -G`, ssh(1).
struct SshSettings {
    std::string host;
    std::uint16_t port = 22;
    std::string user;
    std::vector<std::string> identities;  ///< those that exist
    std::string knownHosts;
    std::string hostKeyAlias;
    std::string jump;
    bool usesProxyCommand = false;
};
/// InvalidInput when there is no host name or no port in it.
Result<SshSettings> parseSshSettings(const std::string& output);

/// The inventory's nodes under the names of their roles. InvalidInput with the place in the file for a node
/// that has no usable address; asks `ssh -G`, which talks to nobody.
Result<std::vector<NodeInfo>> resolveInventory(const Inventory& inventory, const RunProcess& run);

}  // namespace podwire::nodes
