// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <utility>

#include "core/remote/shell.h"

namespace podwire::ssh {

/// The status of a connection as others see it. Thread-safe.
class StatusBoard {
public:
    [[nodiscard]] remote::LinkStatus get() const {
        const std::lock_guard lock(mutex_);
        return status_;
    }

    void onChange(std::function<void(const remote::LinkStatus&)> handler) {
        const std::lock_guard lock(mutex_);
        handler_ = std::move(handler);
    }

    /// Tells the handler, on the calling thread, if this is a change.
    void set(remote::LinkState state, Error error = {}) {
        std::function<void(const remote::LinkStatus&)> handler;
        remote::LinkStatus status{state, std::move(error)};
        {
            const std::lock_guard lock(mutex_);
            if (status_.state == status.state && status_.error.text() == status.error.text()) {
                return;
            }
            status_ = status;
            handler = handler_;
        }
        if (handler) {
            handler(status);
        }
    }

private:
    mutable std::mutex mutex_;
    remote::LinkStatus status_;
    std::function<void(const remote::LinkStatus&)> handler_;
};

}  // namespace podwire::ssh
