// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/doctor/case.h"
#include "core/doctor/finding.h"
#include "core/doctor/mends.h"

/// One look at each layer. They add what they find, bottom-up, and may read what was found below them.
namespace podwire::doctor {

using Findings = std::vector<Finding>;

void examineNodes(const Case& theCase, Findings& findings);
void examineSteps(const Case& theCase, Findings& findings);
void examineCabling(const Case& theCase, const Mends& mends, Findings& findings);
void examineUplinks(const Case& theCase, Findings& findings);
void examineFiles(const Case& theCase, const Mends& mends, Findings& findings);
void examineServers(const Case& theCase, const Mends& mends, Findings& findings);
void examineForwarding(const Case& theCase, const Mends& mends, Findings& findings);
void examineRoutes(const Case& theCase, const Mends& mends, Findings& findings);
void examineReversePath(const Case& theCase, Findings& findings);
void examineNeighbours(const Case& theCase, Findings& findings);
void examineFilters(const Case& theCase, Findings& findings);
void examineLegacy(const Case& theCase, Findings& findings);
void examineNft(const Case& theCase, Findings& findings);
void examineRules(const Case& theCase, const Mends& mends, Findings& findings);
void examinePorts(const Case& theCase, Findings& findings);
void examineLogRules(const Case& theCase, Findings& findings);
void examineConnections(const Case& theCase, Findings& findings);
void examineDns(const Case& theCase, const Mends& mends, Findings& findings);
void examineRequests(const Case& theCase, Findings& findings);

/// Whether something wrong was found so far about this object of the node.
bool isWrong(const Findings& findings, const std::string& node, const std::string& object);

/// "pod1b" for its address, else the address.
std::string nameOf(const Picture& picture, const std::string& address);

/// "192.168.1.10, 192.168.1.20".
std::string joined(const std::vector<std::string>& items);

/// The shell line that shows a request as a student would make it.
std::string curlCommand(const Request& request);

}  // namespace podwire::doctor
