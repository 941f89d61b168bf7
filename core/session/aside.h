// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <utility>

#include "core/session/post.h"

namespace podwire::session {

/// Work that would block, done on a thread of its own, one piece at a time; what comes of it is told on the
/// thread of the object that owns this. Lives on that thread. Destroying it cancels the work and waits for
/// it.
class Aside {
public:
    explicit Aside(QObject* owner) : mail_(owner) {}
    ~Aside() { cancel(); }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

    [[nodiscard]] bool isBusy() const { return busy_; }

    /// Asks the work to end; its result comes all the same.
    void cancel() {
        if (cancelled_) {
            *cancelled_ = true;
        }
    }

    /// `work` gets a flag that turns true when it shall end; `then` gets what it returned. Gives up what is
    /// under way, whose result is dropped.
    template <class Work, class Then>
    void begin(Work work, Then then) {
        cancel();
        busy_ = true;
        cancelled_ = std::make_shared<std::atomic<bool>>(false);
        thread_ = std::jthread([this, work = std::move(work), then = std::move(then), cancelled = cancelled_,
                                way = mail_.way()]() mutable {
            way([this, then = std::move(then), result = work(*cancelled), cancelled]() mutable {
                if (cancelled == cancelled_) {
                    busy_ = false;
                    then(std::move(result));
                }
            });
        });
    }

private:
    bool busy_ = false;
    std::shared_ptr<std::atomic<bool>> cancelled_;
    Mail mail_;
    std::jthread thread_;
};

}  // namespace podwire::session
