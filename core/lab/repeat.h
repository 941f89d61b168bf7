// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/lab/reading.h"

namespace podwire::lab {

/// An entry of `apply`, `before` or `after` as often as it is meant: once, or, with `for_each: backends`,
/// once for each of the lab's backends (`of: NODE` and `except: [NAME, ...]` choose among them) in their
/// order. In every text of such an entry
///   @{name} @{address} @{node}   are the backend's own ("pod1a"), @{NAME} its name as in a variable
///   ("POD1A"),
///   @{number}                    counts from 1,
///   @{statistic}                 is the match that gives it an equal share of what comes so far down in its
///   chain
///                                ("-m statistic --mode random --probability 0.33"), and nothing for the
///                                last,
///   @{percent}                   is that share in words for people ("33", for the last "100").
/// A line that is empty after the replacement goes. What is wrong is reported.
std::vector<yaml::Node> repeated(const Scope& scope, const yaml::Node& entry);

}  // namespace podwire::lab
