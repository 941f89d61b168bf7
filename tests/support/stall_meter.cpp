// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/stall_meter.h"

#include <QMetaObject>
#include <algorithm>
#include <cmath>

namespace podwire::test {
namespace {

constexpr std::chrono::milliseconds kEvery{2};

}  // namespace

StallMeter::StallMeter() {
    thread_ = std::thread([this] {
        while (!ended_) {
            if (!waiting_.exchange(true)) {
                QMetaObject::invokeMethod(
                    this, [this, now = Clock::now()] { note(now); }, Qt::QueuedConnection);
            }
            std::this_thread::sleep_for(kEvery);
        }
    });
}

StallMeter::~StallMeter() {
    ended_ = true;
    thread_.join();
}

void StallMeter::restart() {
    late_.clear();
}

void StallMeter::note(Clock::time_point posted) {
    late_.push_back(std::chrono::duration<double, std::milli>(Clock::now() - posted).count());
    waiting_ = false;
}

double StallMeter::percentile(double part) const {
    if (late_.empty()) {
        return 0;
    }
    std::vector<double> sorted = late_;
    const auto index = static_cast<std::size_t>(std::ceil(part * static_cast<double>(sorted.size()))) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(index), sorted.end());
    return sorted[index];
}

}  // namespace podwire::test
