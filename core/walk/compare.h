// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/walk/hop.h"
#include "core/walk/predict.h"

namespace podwire::walk {

/// Whether both are the same rule or policy of the same place, met by the same packet. Ports of which one
/// side knows only a range, and addresses that one side does not know, count as the same.
bool isSame(const Hop& a, const Hop& b);

/// The place among the traced hops (isTraced) of both lists, from 0, where they part. Nothing when they are
/// the same to the end of the shorter one; a real walk that was cut off is no contradiction.
std::optional<std::size_t> firstDifference(const std::vector<Hop>& predicted, const std::vector<Hop>& real);

/// The way of the prediction that a real walk took: the one that it agrees with farthest, and of equals the
/// likeliest. Nothing when there are no ways.
std::optional<std::size_t> wayTaken(const Prediction& prediction, const std::vector<Hop>& real);

}  // namespace podwire::walk
