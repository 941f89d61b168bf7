// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "core/lab/lab.h"

namespace podwire::plan {

/// What the lab has to know of a node beyond its rules, links, addresses and routes.
struct Wanted {
    std::set<std::string> sysctls;  ///< keys
    std::set<std::string> files;    ///< paths
    std::set<std::string> units;    ///< names
    std::set<std::string> probes;   ///< Run::present commands
    std::set<std::string> netns;    ///< namespaces in which the lab has iptables rules
};

Wanted wantedOn(const lab::Lab& lab, const std::string& node);

/// Quoted and joined by spaces.
std::string shellList(const std::set<std::string>& items);

}  // namespace podwire::plan
