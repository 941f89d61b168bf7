// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "app/gui/launch_options.h"
#include "core/nodes/running_lab.h"
#include "core/session/aside.h"

/// Which nodes the window opens, and what stands behind each kind of them.
namespace podwire::app {

/// What was asked for on the command line, else what is remembered, else the usual local lab. The provider is
/// never empty.
nodes::LabChoice startingChoice(const LaunchOptions& options,
                                const std::optional<nodes::LabChoice>& remembered);

/// nodes::findLab for a choice that may take its time: asks Multipass as well whether the machines run.
/// NotFound with the way to start it. Blocks.
Result<nodes::RunningLab> findNodes(const nodes::LabChoice& choice, const std::atomic<bool>& cancelled);

/// Where each node is looked for: "10.0.0.5, port 22, by way of bastion".
QHash<QString, QString> addressesOf(const std::vector<nodes::NodeInfo>& nodes);

}  // namespace podwire::app
