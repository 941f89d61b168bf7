// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/nodes/multipass_output.h"
#include "core/nodes/process.h"

namespace podwire::nodes {

struct LaunchRequest {
    std::string instance;
    std::string userData;  ///< goes in by standard input: the snap may not read files everywhere
    std::string network;   ///< of the machine, for a second interface; empty: none
    std::string macAddress;
};

/// The commands of the `multipass` program, with their answers and complaints read. Blocks; thread-safe as
/// far as `run` is.
class Multipass {
public:
    explicit Multipass(RunProcess run) : run_(std::move(run)) {}

    /// Unreachable when there is no daemon.
    [[nodiscard]] Result<MultipassVersion> version() const;
    [[nodiscard]] Result<std::vector<Instance>> list() const;
    [[nodiscard]] Result<std::vector<HostNetwork>> networks() const;

    /// True: it is up. False: nobody waits any more, but it may still come up.
    [[nodiscard]] Result<bool> launch(const LaunchRequest& request) const;
    [[nodiscard]] Result<bool> start(const std::string& instance) const;

    [[nodiscard]] Result<void> stop(const std::vector<std::string>& instances) const;
    [[nodiscard]] Result<void> recover(const std::string& instance) const;
    /// Deletes for good.
    [[nodiscard]] Result<void> purge(const std::vector<std::string>& instances) const;

    /// Standard output of a command inside a running instance (one that does not run would be started).
    [[nodiscard]] Result<std::string> exec(const std::string& instance, std::vector<std::string> argv) const;

private:
    [[nodiscard]] Result<std::string> ask(const std::string& what, std::vector<std::string> argv) const;
    [[nodiscard]] Result<bool> comeUp(const std::string& what, const ProcessRequest& request) const;

    RunProcess run_;
};

}  // namespace podwire::nodes
