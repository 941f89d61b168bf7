// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/doctor/case.h"
#include "core/doctor/packet.h"

namespace podwire::doctor {

/// A packet of the service at one hook of a node or pod.
struct Passage {
    std::string node;
    std::string netns;                ///< "" for the node's own
    std::string chain;                ///< "FORWARD"
    std::vector<std::string> tables;  ///< whose chains of that hook see the packet like this
    Packet packet;
    std::string about;  ///< "the request of node2 for pod1b"
};

/// Where the packets of the service pass: requests of nodes for pods they have a way to, requests that a
/// wanted rule translates, DNS queries, and all their answers.
std::vector<Passage> passagesOf(const Case& theCase);

}  // namespace podwire::doctor
