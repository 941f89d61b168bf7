// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace podwire::netfilter {

/// Where a packet meets a built-in chain.
enum class Hook { Prerouting, Input, Forward, Output, Postrouting, None };

/// The hook that a built-in chain is named after; None for a user chain's name.
Hook hookOf(std::string_view chain);

/// The kernel's priority of a table at a hook: lower comes first (netfilter_ipv4.h). nat comes before filter
/// where it changes destinations, after it where it changes sources.
int priorityOf(std::string_view table, Hook hook);

/// True for a target that ends the chain's walk for a packet that matches: what passes a chain is what such
/// rules and the policy have counted.
bool endsWalk(std::string_view target);

}  // namespace podwire::netfilter
