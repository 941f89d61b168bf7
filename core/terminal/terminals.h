// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/terminal/session.h"

namespace podwire::terminal {

/// The terminals of all nodes. One thread.
class Terminals {
public:
    /// A node's connection carries eight commands at once, and the others need the rest.
    static constexpr int kMostPerNode = 4;

    /// See Session. Permission where `readOnly`, since a shell may change anything; Conflict where the node
    /// has kMostPerNode already.
    Result<std::shared_ptr<Session>> open(remote::Shell& shell, bool readOnly, std::string netns,
                                          TerminalSize size, std::function<void()> changed);

private:
    [[nodiscard]] int countOn(const std::string& node);

    std::vector<std::weak_ptr<Session>> sessions_;
};

}  // namespace podwire::terminal
