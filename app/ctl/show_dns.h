// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/options.h"

namespace podwire::ctl {

/// `show dns NODE`: whom the node asks for names, and who listens on port 53 there. With --watch instead the
/// log of the lab's DNS servers on that node, as it is written.
int showDns(const Options& options);

}  // namespace podwire::ctl
