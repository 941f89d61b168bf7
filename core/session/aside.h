// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "core/session/post.h"

namespace podwire::session {

/// Work that would block, done on a thread of its own, one piece at a time; what comes of it is told on the
/// thread of the object that owns this. Lives on that thread. Destroying it cancels the work and waits for
/// it.
class Aside {
public:
    explicit Aside(QObject* owner) : mail_(owner) {}
    ~Aside() { cancel(); }  // the threads are waited for as they go
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

    [[nodiscard]] bool isBusy() const { return busy_; }

    /// Asks the work to end; its result comes all the same.
    void cancel() {
        if (!runs_.empty()) {
            runs_.back()->cancelled = true;
        }
    }

    /// `work` gets a flag that turns true when it shall end; `then` gets what it returned. Gives up what is
    /// under way, whose result is dropped, and does not wait for it.
    template <class Work, class Then>
    void begin(Work work, Then then) {
        cancel();
        busy_ = true;
        auto* run = runs_.emplace_back(std::make_unique<Run>()).get();
        run->thread = std::jthread(
            [this, run, work = std::move(work), then = std::move(then), way = mail_.way()]() mutable {
                way([this, run, then = std::move(then), result = work(run->cancelled)]() mutable {
                    const bool isLast = run == runs_.back().get();
                    std::erase_if(runs_, [run](const auto& one) { return one.get() == run; });
                    if (isLast) {
                        busy_ = false;
                        then(std::move(result));
                    }
                });
            });
    }

private:
    struct Run {
        std::atomic<bool> cancelled = false;
        std::jthread thread;
    };

    bool busy_ = false;
    Mail mail_;
    std::vector<std::unique_ptr<Run>> runs_;  ///< the last one is wanted, the others are ending
};

}  // namespace podwire::session
