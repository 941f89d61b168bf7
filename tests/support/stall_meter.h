// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace podwire::test {

/// Measures how long the thread that it lives on leaves events waiting: another thread posts one every few
/// milliseconds, and each notes how late it came.
class StallMeter : public QObject {
    Q_OBJECT
public:
    StallMeter();
    ~StallMeter() override;

    /// Forgets what was measured so far.
    void restart();
    [[nodiscard]] std::size_t count() const { return late_.size(); }
    /// Milliseconds; `part` 0.99 for the 99th percentile. 0 when nothing was measured.
    [[nodiscard]] double percentile(double part) const;
    [[nodiscard]] double worst() const { return percentile(1.0); }

private:
    using Clock = std::chrono::steady_clock;
    void note(Clock::time_point posted);

    std::vector<double> late_;
    std::atomic<bool> ended_ = false;
    std::atomic<bool> waiting_ = false;  ///< one at a time: a stall is one late event, not a queue of them
    std::thread thread_;
};

}  // namespace podwire::test
