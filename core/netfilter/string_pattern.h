// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/netfilter/canonical.h"
#include "core/netfilter/rule.h"

/// Patterns of -m string. iptables-save prints --string when every byte is printable, else --hex-string.
namespace podwire::netfilter {

canonical::Reason rewritePattern(Option& option);
canonical::Reason rewriteHexPattern(Option& option);

}  // namespace podwire::netfilter
