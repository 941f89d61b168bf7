// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace podwire {

/// The candidate that differs least from `word` (Levenshtein distance), for "did you mean"; empty when none
/// is close: more than a third of the letters would have to change.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace podwire
