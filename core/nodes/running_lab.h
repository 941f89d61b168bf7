// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/nodes/node_info.h"
#include "core/nodes/process.h"

namespace podwire::nodes {

/// Which lab is meant, as somebody asks for it.
struct LabChoice {
    std::string name;
    std::string provider;   ///< "local", "multipass", "ssh"; empty: whichever has a lab of this name
    std::string inventory;  ///< a file; empty: the one that the lab was started with
    bool readOnly = false;  ///< all nodes, whatever their provider says
};

/// A lab whose nodes can be talked to.
struct RunningLab {
    std::string name;
    std::string provider;  ///< "local", "multipass" or "ssh"
    std::vector<NodeInfo> nodes;
};

/// Finds the lab without starting anything and without asking Multipass: whether its machines still run shows
/// when they are talked to. NotFound when it is not up; the hint says how to start it. InvalidInput with
/// file, line and column for an inventory that is wrong.
Result<RunningLab> findLab(const LabChoice& choice);
/// The same for a caller that wants to be able to give up: `run` asks OpenSSH about the hosts of an
/// inventory.
Result<RunningLab> findLab(const LabChoice& choice, const RunProcess& run);

/// The provider that a lab's name belongs to; "local" when nobody has used it.
Result<std::string> providerOf(const LabChoice& choice);

/// One name is one lab: Conflict when the name belongs to a lab of another provider already. Ask before one
/// is brought up.
Result<void> refuseSecondLab(const std::string& name, const std::string& provider);

}  // namespace podwire::nodes
