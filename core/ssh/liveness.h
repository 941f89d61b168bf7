// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/ssh/clock.h"

namespace podwire::ssh {

/// Decides, from what was heard, when to ask the peer for a sign of life and when to give it up. Pure.
class Liveness {
public:
    /// 0: the peer is never asked and never given up.
    Liveness(Milliseconds keepalive, TimePoint now)
        : keepalive_(keepalive), lastHeard_(now), lastAsked_(now) {}

    enum class Verdict { Fine, Ask, Dead };
    Verdict judge(TimePoint now, std::uint64_t packetsHeard);
    [[nodiscard]] TimePoint wakeAt() const;
    /// After this long without a sign of life the peer counts as dead.
    [[nodiscard]] Milliseconds patience() const { return 3 * keepalive_; }

private:
    [[nodiscard]] bool awaiting() const { return lastAsked_ > lastHeard_; }

    Milliseconds keepalive_;
    TimePoint lastHeard_;
    TimePoint lastAsked_;
    std::uint64_t packetsHeard_ = 0;
};

}  // namespace podwire::ssh
