// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/lab/check.h"

/// What the kernel says about a request that a check made: its route, the nat rules for its address, its
/// conntrack entry.
namespace podwire::plan {

/// Shell text that prints the evidence for checks that send packets; empty for others.
std::string evidenceScript(const lab::Check& check);

/// The check's own output, and what evidenceScript printed behind it.
std::pair<std::string, std::string> splitEvidence(std::string_view output);

/// The evidence as sentences, a line each.
std::string readEvidence(const lab::Check& check, std::string_view evidence);

}  // namespace podwire::plan
