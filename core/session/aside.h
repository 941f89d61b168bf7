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

    [[nodiscard]] bool isBusy() const { return wanted_ != nullptr; }

    /// Asks the work to end; its result comes all the same.
    void cancel() {
        if (wanted_ != nullptr) {
            wanted_->cancelled = true;
        }
    }

    /// The same, and nothing comes of it any more.
    void drop() {
        cancel();
        wanted_ = nullptr;
    }

    /// `work` gets a flag that turns true when it shall end; `then` gets what it returned. Gives up what is
    /// under way, whose result is dropped, and does not wait for it.
    template <class Work, class Then>
    void begin(Work work, Then then) {
        cancel();
        auto* run = runs_.emplace_back(std::make_unique<Run>()).get();
        wanted_ = run;
        run->thread = std::jthread(
            [this, run, work = std::move(work), then = std::move(then), way = mail_.way()]() mutable {
                way([this, run, then = std::move(then), result = work(run->cancelled)]() mutable {
                    const bool isWanted = run == wanted_;
                    std::erase_if(runs_, [run](const auto& one) { return one.get() == run; });
                    if (isWanted) {
                        wanted_ = nullptr;
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

    Mail mail_;
    std::vector<std::unique_ptr<Run>> runs_;  ///< the wanted one, and those that are ending
    Run* wanted_ = nullptr;
};

}  // namespace podwire::session
