// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include "core/nodes/local_lab.h"

namespace podwire::nodes {

std::vector<std::string> localLabCommand(const std::string& script, const std::string& verb,
                                         const std::string& name, bool graphical) {
    std::vector<std::string> argv{script, verb, "--name", name};
    if (verb == "status" || ::geteuid() == 0) {
        return argv;
    }
    const std::vector<std::string> asRoot =
        graphical ? std::vector<std::string>{"pkexec"} : std::vector<std::string>{"sudo", "--"};
    argv.insert(argv.begin(), asRoot.begin(), asRoot.end());
    return argv;
}

}  // namespace podwire::nodes
