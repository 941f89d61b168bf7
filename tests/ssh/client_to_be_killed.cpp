// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Starts commands that never end and one that ends a second after its input, and waits to be killed.
#include <unistd.h>

#include "core/ssh/ssh_shell.h"

int main(int argc, char** argv) {
    using podwire::remote::Command;
    if (argc != 6) {
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
    Command patient;
    Command spared;
    spared.argv = {"sh", "-c", "cat; sleep 1; touch \"$1\"", mark + "spared", argv[5]};
    spared.keepInputOpen = true;
    spared.graceWhenLost = std::chrono::seconds(10);
    Command endless;
    endless.argv = {"sh", "-c", "sleep 1000; true", mark + "endless"};
    endless.graceWhenLost = std::chrono::seconds(1);
    for (const Command& command : {silent, stubborn, spared, endless}) {
        shell->start(command, {});
    }
    ::pause();
    return 0;
}
