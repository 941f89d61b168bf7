// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "core/ssh/unique_fd.h"

namespace podwire::ssh {

/// Carries work from any thread to the one that owns the connection. Thread-safe.
class Mailbox {
public:
    Mailbox();

    /// Wakes the owner. The letter is dropped when the mailbox is closed.
    void post(std::function<void()> letter);
    /// Wakes the owner for nothing but to look around.
    void wake();
    /// Takes no further letters and drops those that were not opened.
    void close();

    /// For the owner: readable when something was posted.
    [[nodiscard]] int fd() const { return event_.get(); }
    /// For the owner: runs all letters posted so far.
    void open();

private:
    UniqueFd event_;
    std::mutex mutex_;
    std::vector<std::function<void()>> letters_;
    bool closed_ = false;
};

}  // namespace podwire::ssh
