// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/live/rule_search.h"
#include "core/netfilter/tally.h"

/// A table's chains as a graph: which chain leads to which, and to what end.
namespace podwire::live {

struct GraphNode {
    enum class Kind {
        Hook,    ///< a built-in chain
        Chain,   ///< a user chain; it stands once, whoever jumps to it
        End,     ///< what rules of a chain do with a packet: DNAT to an address, DROP, MARK, ...
        Policy,  ///< of a built-in chain
        More,    ///< what is folded
    };
    Kind kind = Kind::Chain;
    std::string chain;                                   ///< itself; otherwise the one that leads here
    std::shared_ptr<const netfilter::TalliedRule> rule;  ///< End, Chain: the first that leads here
    std::string policy;                                  ///< Policy: "ACCEPT"
    std::size_t count = 0;  ///< Hook, Chain: its rules; End: rules that lead here; More: what is folded
    bool operator==(const GraphNode&) const = default;
};

struct GraphEdge {
    std::size_t from = 0;  ///< indexes into ChainGraph::nodes
    std::size_t to = 0;
    double packetsPerSecond = 0;  ///< of all rules that lead there
};

struct ChainGraph {
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;  ///< of each node in the order of its rules
};

struct GraphWish {
    std::string chain;          ///< where it begins; empty: at all hooks that have rules
    std::size_t children = 12;  ///< so many targets of a chain are shown, those that count first
    std::map<std::string, std::size_t> more;  ///< for a chain, so many more
    std::size_t nodes = 300;                  ///< beyond so many everything is folded
};

/// Of the table that the search is about the rules that it keeps. The search holds for `rules`. A chain that
/// is not there makes an empty graph.
ChainGraph chainGraph(const netfilter::Tallied& rules, const RuleSearch& search, const GraphWish& wish);

}  // namespace podwire::live
