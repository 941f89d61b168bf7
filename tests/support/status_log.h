// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "core/remote/shell.h"

namespace podwire::testing {

/// Every status that a Shell went through.
class StatusLog {
public:
    explicit StatusLog(remote::Shell& shell) {
        shell.onStatus([seen = seen_](const remote::LinkStatus& status) {
            const std::lock_guard lock(seen->mutex);
            seen->all.push_back(status);
            seen->changed.notify_all();
        });
    }

    [[nodiscard]] std::vector<remote::LinkState> states() const {
        const std::lock_guard lock(seen_->mutex);
        std::vector<remote::LinkState> states;
        for (const auto& status : seen_->all) {
            states.push_back(status.state);
        }
        return states;
    }

    /// Waits until `state` was seen `times` times.
    bool sees(remote::LinkState state, int times = 1,
              std::chrono::seconds patience = std::chrono::seconds(10)) {
        std::unique_lock lock(seen_->mutex);
        return seen_->changed.wait_for(lock, patience, [&] {
            return std::count_if(seen_->all.begin(), seen_->all.end(),
                                 [&](const auto& status) { return status.state == state; }) >= times;
        });
    }

private:
    struct Seen {
        std::mutex mutex;
        std::condition_variable changed;
        std::vector<remote::LinkStatus> all;
    };
    std::shared_ptr<Seen> seen_ = std::make_shared<Seen>();
};

}  // namespace podwire::testing
