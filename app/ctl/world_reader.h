// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/ctl/console.h"
#include "core/trace/node_reading.h"

namespace podwire::ctl {

/// All nodes of a lab at about the same moment.
struct WorldReading {
    walk::World world;  ///< in the lab's order
    std::vector<trace::NodeReading> nodes;
};

/// Reads all nodes at once and waits. The exit status when one of them could not be read (reported).
tl::expected<WorldReading, int> readWorld(const session::LabSession& session);

}  // namespace podwire::ctl
