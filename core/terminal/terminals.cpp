// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terminal/terminals.h"

#include <algorithm>
#include <utility>

namespace podwire::terminal {

Result<std::shared_ptr<Session>> Terminals::open(remote::Shell& shell, bool readOnly, std::string netns,
                                                 TerminalSize size, std::function<void()> changed) {
    const std::string& node = shell.name();
    if (readOnly) {
        return fail(ErrorKind::Permission, node + " is read-only: it gets no terminal", {},
                    "A shell may change anything. Log in with ssh if you have to.");
    }
    if (countOn(node) >= kMostPerNode) {
        return fail(ErrorKind::Conflict,
                    node + " has " + std::to_string(kMostPerNode) + " terminals open, and that is the most",
                    {}, "Close one of them first.");
    }
    auto session = std::make_shared<Session>(shell, std::move(netns), size, std::move(changed));
    sessions_.push_back(session);
    return session;
}

int Terminals::countOn(const std::string& node) {
    std::erase_if(sessions_, [](const std::weak_ptr<Session>& one) {
        const auto session = one.lock();
        return !session || session->outcome().has_value();
    });
    return static_cast<int>(std::count_if(sessions_.begin(), sessions_.end(), [&](const auto& one) {
        const auto session = one.lock();
        return session && session->node() == node;
    }));
}

}  // namespace podwire::terminal
