// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/walk/world.h"

/// One node's part of a walk::World, read with one command. Pure: the script as text, and the answer parsed.
namespace podwire::trace {

struct NodeReading {
    walk::Node node;
    /// Whether iptables-legacy has tables beside those of iptables-nft. They are no part of `node`.
    bool hasLegacyRules = false;
    bool isLegacy = false;  ///< `iptables` itself is the legacy tool, whose rules are those of `node`
    std::vector<std::string>
        nftTables;  ///< of families ip and inet that iptables does not manage, "inet guard"
    std::vector<std::string> policyRules;  ///< lines of `ip rule` beyond the usual three
};

/// For bash, as the login user. Changes nothing.
std::string readingScript();

/// InvalidInput for an output that was cut off or is no such, CommandFailed when rules, links or routes of
/// the node's own namespace could not be read. A namespace that went away meanwhile is left out.
Result<NodeReading> parseReading(const std::string& node, std::string_view output);

/// What about the node a foretold walk does not follow, as sentences without their full stops.
std::vector<std::string> blindSpots(const NodeReading& reading);
/// The same of a real trace.
std::vector<std::string> traceGaps(const NodeReading& reading);

}  // namespace podwire::trace
