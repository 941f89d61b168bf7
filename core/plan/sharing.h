// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/lab/lab.h"

namespace podwire::plan {

/// Which steps want the same resource.
class Sharers {
public:
    explicit Sharers(const lab::Lab& lab);
    /// Ids of the other steps that want the resource, in the lab's order.
    [[nodiscard]] std::vector<std::string> others(const std::string& key, const std::string& step) const;

private:
    std::map<std::string, std::vector<std::string>> byKey_;
};

/// Equal for rules of one chain in one namespace of one node.
std::string chainKey(const lab::Resource& rule);

}  // namespace podwire::plan
