// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/lab/loader.h"
#include "core/nodes/node_info.h"
#include "core/remote/endpoint.h"
#include "core/remote/shell.h"
#include "core/session/lab_session.h"

/// Where the parts meet: labs, providers of nodes, SSH and the session. Shared by podwire and podwirectl.
namespace podwire::app {

/// The folder that holds the labs: $PODWIRE_LABS_DIR, else the source tree that this was built from if it is
/// still there, else share/podwire/labs beside the program.
std::string labsDirectory();
/// The chapter.
std::string defaultLab();
/// The program that starts and stops the local lab.
std::string localLabScript();

/// What lab::load takes from running nodes.
lab::NodeFacts factsOf(const std::vector<nodes::NodeInfo>& nodes);

/// A Shell on the node that refuses changes if the node is marked so.
std::unique_ptr<remote::Shell> openShell(const nodes::NodeInfo& node, const remote::HostKeyAsker& asker = {});

/// A session over these nodes by SSH; lab nodes that are not among them are left out.
std::unique_ptr<session::LabSession> openSession(lab::Lab lab, const std::vector<nodes::NodeInfo>& nodes,
                                                 const remote::HostKeyAsker& asker = {});

}  // namespace podwire::app
