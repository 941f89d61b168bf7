// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts two commands that never end, and waits to be killed.
#include <unistd.h>

#include "core/ssh/ssh_shell.h"

int main(int argc, char** argv) {
    using podwire::remote::Command;
    if (argc != 5) {
        return 2;
    }
    podwire::remote::Endpoint endpoint;
    endpoint.name = "node1";
    endpoint.hostKeyAlias = "node1.test";
    endpoint.address = podwire::remote::UnixAddress{argv[1]};
    endpoint.user = "root";
    endpoint.identities = {argv[2]};
    endpoint.knownHosts = argv[3];
    endpoint.useAgent = false;
    const std::string mark = argv[4];
    auto shell = podwire::ssh::makeShell(endpoint);
    Command silent;
    silent.argv = {"sh", "-c", "sleep 1000; true", mark + "silent"};
    Command stubborn;
    stubborn.argv = {"sh", "-c", "trap '' TERM HUP; while :; do sleep 1000; done", mark + "stubborn"};
    shell->start(silent, {});
    shell->start(stubborn, {});
    ::pause();
    return 0;
}
