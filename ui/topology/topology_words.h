// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <map>
#include <memory>
#include <string>

#include "core/live/topology.h"

namespace podwire::ui {

/// What was seen last of each node, by its name.
using Snapshots = std::map<std::string, std::shared_ptr<const live::NetSnapshot>>;

/// One line for those who hear it: "pod pod1a on node1, 192.168.1.10, up".
QString described(const std::string& id, const live::Topology& topology);

/// All that is known of a thing, in lines for a monospaced font: links with their addresses, routes,
/// neighbours, sockets, traffic.
QString details(const std::string& id, const live::Topology& topology, const Snapshots& nodes);

/// "214 pkt/s", "1.2k pkt/s".
QString packetRate(double packets);

}  // namespace podwire::ui
