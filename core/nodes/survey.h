// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "core/nodes/inventory.h"
#include "core/nodes/multipass_lab.h"

/// What can be said of each kind of nodes before one is chosen. Starts and changes nothing.
namespace podwire::nodes {

struct LocalSurvey {
    bool running = false;
    std::optional<Error> trouble;  ///< why it cannot be started or opened here
};
/// Reads files only.
LocalSurvey surveyLocal(const std::string& lab);

struct MultipassSurvey {
    std::string version;           ///< "1.16.3"; empty: no Multipass, or it does not answer
    MultipassLab::Status status;   ///< of the lab's machines
    std::optional<Error> trouble;  ///< why there is none
};
/// Asks `multipass`; blocks as long as it takes to answer.
MultipassSurvey surveyMultipass(const std::string& lab, const RunProcess& run,
                                const std::atomic<bool>& cancelled);

struct InventorySurvey {
    std::vector<InventoryNode> nodes;
    std::optional<Error> trouble;  ///< what is wrong in the file, and where
};
/// Reads the file; an empty path is no trouble and has no nodes.
InventorySurvey surveyInventory(const std::string& path);

}  // namespace podwire::nodes
