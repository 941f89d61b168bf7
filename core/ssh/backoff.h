// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>

#include "core/ssh/clock.h"

namespace podwire::ssh {

/// How long to wait between attempts to connect: 1, 2, 4, 8, 16, 30, 30, ... s, each up to a quarter longer
/// or shorter, so that the nodes of a lab do not come back all in the same instant.
class Backoff {
public:
    Milliseconds next();
    void reset() { failures_ = 0; }

private:
    int failures_ = 0;
    std::minstd_rand random_{std::random_device{}()};
};

}  // namespace podwire::ssh
