// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "core/lab/lab.h"
#include "core/live/topology.h"
#include "core/walk/hop.h"

/// Which elements and edges of a topology something is about.
namespace podwire::live {

/// What a step adds and is there now.
std::set<std::string> thingsOf(const lab::Step& step, const Topology& topology);

/// The way of a flow that a node knows: from its source by way of that node and the service that it was sent
/// to, if there is one, to the backend. Addresses are dotted quads.
struct FlowEnds {
    std::string node;
    std::string source;
    std::string destination;  ///< as the source wrote it
    std::string backend;      ///< who answers
};
std::set<std::string> thingsOf(const FlowEnds& flow, const Topology& topology);

/// Where a packet is at a moment of its way.
struct HopPlace {
    std::set<std::string> things;  ///< the namespace, the links in and out, the service that is translated
    std::string here;              ///< the one of them that says it best; empty: none is drawn
};
HopPlace placeOf(const walk::Hop& hop, const Topology& topology);

}  // namespace podwire::live
