// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace podwire::netstate {

struct SocketHolder {
    std::string name;
    int pid = 0;
    bool operator==(const SocketHolder&) const = default;
};

/// A socket that waits for clients: TCP in state LISTEN, or an unconnected UDP one.
struct Listener {
    std::string
        protocol;         ///< "tcp", "udp"; empty when ss was asked for one of them only, and so does not say
    std::string address;  ///< "0.0.0.0", "127.0.0.53", "[::]", "*"; a scope such as %lo is cut off
    unsigned port = 0;
    std::vector<SocketHolder> processes;  ///< empty when ss was not run as root
};

/// Reads the lines of `ss -ltnp`, `ss -lunp`, `ss -lntup` (ss(8)), with or without the line of headings.
/// Lines that are no sockets are left out.
std::vector<Listener> parseListeners(std::string_view output);

}  // namespace podwire::netstate
