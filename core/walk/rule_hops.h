// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/netfilter/traversal.h"
#include "core/walk/hop.h"

namespace podwire::walk {

/// The rules that a packet met on one way through a table, as hops. `pattern` has all that they share; its
/// endpoints are those that the packet came with, and stay: whoever translates sets the last hop's `after`.
std::vector<Hop> hopsOf(const Hop& pattern, const netfilter::Passing& passing,
                        const netfilter::Packet& packet);

/// Hop::verdict of a rule that matched.
std::string verdictOf(const netfilter::Rule& rule);

/// Of the rules just before a match that many are told; of the others only their number.
inline constexpr std::size_t kMostMisses = 30;

}  // namespace podwire::walk
