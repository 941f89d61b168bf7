// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/nodes/local_lab.h"

namespace podwire::nodes {

bool isLabName(const std::string& name) {
    constexpr std::size_t kLongest = 15;
    const auto isLower = [](char c) { return c >= 'a' && c <= 'z'; };
    return !name.empty() && name.size() <= kLongest && isLower(name.front()) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return isLower(c) || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace podwire::nodes
