// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace podwire::nodes {

/// What the chapter and Podwire itself need of a node that somebody else has set up.
struct NodeNeeds {
    bool sudo = false;                        ///< `sudo -n` works; without it the rest may be wrong
    std::vector<std::string> missingTools;    ///< "conntrack"
    std::vector<std::string> missingModules;  ///< not loaded and not to be loaded; unknown in a container
    std::string iptables;                     ///< "nf_tables" or "legacy"; empty: there is no iptables
    bool hasApt = false;

    [[nodiscard]] bool fulfilled() const { return sudo && missingTools.empty() && missingModules.empty(); }
    /// Debian and Ubuntu packages that bring the missing tools, each once.
    [[nodiscard]] std::vector<std::string> missingPackages() const;
};

/// What somebody is to do about what is missing; empty when nothing is. `installer` says what installs
/// packages:
/// "--yes".
std::string adviceOn(const NodeNeeds& needs, const std::string& installer);

/// A bash script that only looks; it loads no module.
std::string needsScript();
/// InvalidInput when the script did not come to its end.
Result<NodeNeeds> parseNeeds(const std::string& node, const std::string& output);

/// A bash script that installs these packages with apt; a service that one of them starts (HAProxy) is
/// stopped.
std::string installScript(const std::vector<std::string>& packages);

}  // namespace podwire::nodes
