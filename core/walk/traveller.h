// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "core/walk/connections.h"
#include "core/walk/hop.h"
#include "core/walk/world.h"

namespace podwire::walk {

inline constexpr int kTimeToLive = 64;

/// A packet on its way, with what it met so far.
struct Traveller {
    Spot spot;
    netfilter::Packet packet;
    bool isReply = false;
    bool isTracked = false;      ///< conntrack of this namespace has looked
    std::string translatedFrom;  ///< the bridge port it came by, if PREROUTING gave it another destination
    int timeToLive = kTimeToLive;
    Connections connections;
    Way way;
};

/// What comes after; called once for each way that a packet may take, or not at all.
using Next = std::function<void(Traveller)>;

}  // namespace podwire::walk
