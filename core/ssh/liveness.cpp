// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/liveness.h"

namespace podwire::ssh {

Liveness::Verdict Liveness::judge(TimePoint now, std::uint64_t packetsHeard) {
    if (packetsHeard != packetsHeard_) {
        packetsHeard_ = packetsHeard;
        lastHeard_ = now;
    }
    if (keepalive_.count() <= 0) {
        return Verdict::Fine;
    }
    if (now >= lastHeard_ + patience()) {
        return Verdict::Dead;
    }
    if (!awaiting() && now >= lastHeard_ + keepalive_) {
        lastAsked_ = now;
        return Verdict::Ask;
    }
    return Verdict::Fine;
}

TimePoint Liveness::wakeAt() const {
    if (keepalive_.count() <= 0) {
        return kNever;
    }
    return lastHeard_ + (awaiting() ? patience() : keepalive_);
}

}  // namespace podwire::ssh
