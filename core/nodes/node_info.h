// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/remote/endpoint.h"

namespace podwire::nodes {

/// A node that is running, as its provider describes it.
struct NodeInfo {
    std::string name;       ///< "node1"
    std::string address;    ///< "10.30.45.100"
    std::string interface;  ///< "ens3"; empty: not known
    remote::Endpoint endpoint;
    bool readOnly = false;  ///< Podwire may look and must change nothing
};

}  // namespace podwire::nodes
