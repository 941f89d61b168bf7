// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

/// What `multipass ... --format json` prints. The shapes are those of Multipass 1.13 to 1.16 and of its
/// development branch of 2026 (src/client/cli/formatter/json_formatter.cpp): keys that a release lacks read
/// as empty, keys that it adds are passed over.
namespace podwire::nodes {

enum class InstanceState {
    Running,
    Starting,
    Restarting,
    Stopped,
    Suspending,
    Suspended,
    DelayedShutdown,  ///< runs until the time of its shutdown has come
    Deleted,          ///< keeps its name until it is purged
    Unavailable,      ///< its zone is switched off
    Unknown,          ///< Multipass does not know, or uses a word that we do not
};

struct Instance {
    std::string name;
    InstanceState state = InstanceState::Unknown;
    std::string stateText;  ///< the word itself: "Delayed Shutdown"
    /// The management address comes first; the rest is whatever else the instance has, pods' bridges as well.
    std::vector<std::string> addresses;
    std::string release;  ///< "Ubuntu 24.04 LTS"; may be empty
};

/// `multipass list`. InvalidInput for anything else.
Result<std::vector<Instance>> parseInstanceList(const std::string& json);
/// `multipass info`, in the order of their names.
Result<std::vector<Instance>> parseInstanceInfo(const std::string& json);

struct MultipassVersion {
    std::string client;                 ///< "1.16.3"
    std::optional<std::string> daemon;  ///< nothing: the client reached no daemon (and still ended with 0)
};
Result<MultipassVersion> parseMultipassVersion(const std::string& json);

struct HostNetwork {
    std::string name;  ///< what `launch --network` takes
    std::string type;  ///< "bridge", "ethernet", "wifi", ...
    std::string description;
};
/// `multipass networks`.
Result<std::vector<HostNetwork>> parseHostNetworks(const std::string& json);

}  // namespace podwire::nodes
