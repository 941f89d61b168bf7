// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/live/packet_walk.h"

namespace podwire::live {

/// One moment of a packet's way, with who tells of it.
struct WalkStep {
    walk::Hop hop;  ///< as the kernel told it where it did, else as it was foretold
    bool isForetold = false;
    bool isTraced = false;     ///< the kernel told it
    bool contradicts = false;  ///< from the first difference on: one side tells it and the other does not
};

/// Both tales of a walk as one, in the order in which things happened: `way` of the foretold ones and what
/// the kernel traced if that way is the one that was taken. Routing, bridges and sockets are only ever
/// foretold: the kernel's trace does not tell them. Where the tales part, the kernel's comes first.
std::vector<WalkStep> stepsOf(const PacketWalk& walk, std::size_t way);

/// The rule of a hop as netfilter::specification() spells it; empty for what is no rule that iptables has.
std::string specificationOf(const walk::Hop& hop);

}  // namespace podwire::live
