// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace podwire::nodes {

/// How a virtual machine becomes a node of the chapter.
struct NodeRecipe {
    std::string hostname;       ///< "node1"
    std::string authorizedKey;  ///< Podwire's public key, one line
    std::string macAddress;     ///< of the interface on the lab's network; empty: it has none of its own
    std::string address;        ///< of that interface: "10.30.45.100/24"
};

/// User data for cloud-init: a `#cloud-config` whose body is JSON, and so YAML in which nothing can be
/// misread. The key goes to the image's own user (`ubuntu`), beside the one that Multipass adds; neither
/// users nor sshd are set up otherwise, since Multipass would wait for them in vain.
std::string cloudInit(const NodeRecipe& recipe);

}  // namespace podwire::nodes
