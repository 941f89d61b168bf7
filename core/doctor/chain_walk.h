// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/doctor/packet.h"
#include "core/netfilter/ruleset.h"

namespace podwire::doctor {

/// What ends a target's packets in its chain.
enum class Effect {
    GoesOn,   ///< LOG, MARK, no target, ...
    Accepts,  ///< leaves the hook of this table; queues count as well
    Drops,    ///< DROP and REJECT
    Returns,  ///< RETURN
    Translates,
    Untracks,  ///< NOTRACK: conntrack, and so nat, will not know the packet
    Jumps,     ///< to a chain of that name, if there is one; else it goes on
};
Effect effectOf(const netfilter::Rule& rule);

/// A rule or policy that stops a packet, or keeps it from being tracked.
struct Obstacle {
    std::string chain;  ///< where it stands: the hook's chain or one that it jumps to
    std::size_t index = 0;
    const netfilter::InstalledRule* rule = nullptr;  ///< nullptr: the chain's policy
    Effect effect = Effect::Drops;
    bool certain = true;  ///< false: depends on what cannot be told from here (a limit, a mark, another rule)
};

/// Obstacles on the packet's way through a built-in chain, in order, up to the first certain end.
std::vector<Obstacle> obstacles(const netfilter::Table& table, const std::string& chain,
                                const Packet& packet);

/// Whether every packet that `inner` matches ends at this rule of the table or in a chain that it jumps to.
bool takesAll(const netfilter::Table& table, const netfilter::Rule& outer, const netfilter::Rule& inner);

}  // namespace podwire::doctor
