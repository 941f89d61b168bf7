// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/backoff.h"

#include <algorithm>

namespace podwire::ssh {

Milliseconds Backoff::next() {
    const int seconds = std::min(1 << std::min(failures_, 5), 30);
    ++failures_;
    return Milliseconds(std::uniform_int_distribution(seconds * 750, seconds * 1250)(random_));
}

}  // namespace podwire::ssh
