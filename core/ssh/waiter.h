// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/ssh/clock.h"

namespace podwire::ssh {

enum class Woke {
    Ready,    ///< the descriptor is ready
    Message,  ///< something else happened: look again at what you wait for
    Deadline,
    Stopped,  ///< the Shell is being destroyed: give up
};

/// Lets straight code wait on the connection's thread while that thread goes on serving its mailbox.
class Waiter {
public:
    virtual ~Waiter() = default;
    /// Waits for poll(2) `events` on `fd`; -1: for messages only.
    virtual Woke wait(int fd, short events, TimePoint deadline) = 0;
    /// True from the moment the Shell is being destroyed. Thread-safe.
    [[nodiscard]] virtual bool stopped() const = 0;
    /// A function that makes wait() return Message; callable from any thread, also after the Waiter is gone.
    [[nodiscard]] virtual std::function<void()> waker() const = 0;
};

}  // namespace podwire::ssh
