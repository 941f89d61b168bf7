// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"

namespace podwire::ctl {

/// `show links|routes NODE --watch`: what is there, then each change as it comes, for --for seconds or until
/// it is interrupted. With links also each second's traffic. With --json one object a line: "change" is "is",
/// "added", "removed", "rate", "lost" or "back".
int watchNet(const Options& options);

}  // namespace podwire::ctl
