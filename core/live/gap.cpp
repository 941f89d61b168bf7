// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/gap.h"

namespace podwire::live {
namespace {

constexpr std::size_t kMost = 100;

}  // namespace

void Gaps::add(const Gap& gap) {
    all_.push_back(gap);
    if (all_.size() > kMost) {
        all_.erase(all_.begin());
    }
}

bool Gaps::end(WallTime at) {
    bool any = false;
    for (Gap& gap : all_) {
        if (gap.lasts()) {
            gap.to = at;
            any = true;
        }
    }
    return any;
}

}  // namespace podwire::live
