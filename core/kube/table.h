// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace podwire::kube {

using TableRow = std::vector<std::string>;

/// Rows of equally many cells as kubectl lays them out: columns of at least six characters with three spaces
/// after the longest cell, nothing after the last. Each line ends with a line feed.
std::string layOut(const std::vector<TableRow>& rows);

}  // namespace podwire::kube
