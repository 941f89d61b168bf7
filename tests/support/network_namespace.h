// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace podwire::testing {

struct Ran {
    int status = -1;  ///< exit status, or 128 + the signal
    std::string out;
    std::string err;
};

/// A network namespace of its own, in which commands run; nothing in it can reach the machine. Needs root.
class NetworkNamespace {
public:
    /// Throws std::system_error when the kernel refuses.
    NetworkNamespace();
    ~NetworkNamespace();
    NetworkNamespace(const NetworkNamespace&) = delete;
    NetworkNamespace& operator=(const NetworkNamespace&) = delete;

    /// Runs a program to its end, with XTABLES_LOCKFILE so that the machine's own iptables does not wait for
    /// it.
    [[nodiscard]] Ran run(const std::vector<std::string>& argv) const;

private:
    int fd_ = -1;
    std::string lock_;
};

}  // namespace podwire::testing
