// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <vector>

#include "core/session/lab_session.h"
#include "core/trace/node_reading.h"

namespace podwire::live {

/// All nodes of a lab at about the same moment.
struct WorldReading {
    walk::World world;  ///< in the lab's order
    std::vector<trace::NodeReading> nodes;
};

/// Reads all nodes at once and waits; never on a Shell's own thread. The error of the first node that could
/// not be read.
Result<WorldReading> readWorld(const std::vector<session::LabSession::Node>& nodes,
                               const std::stop_token& stop);

}  // namespace podwire::live
