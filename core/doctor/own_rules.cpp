// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/own_rules.h"

#include <algorithm>

namespace podwire::doctor {

bool isWantedRule(const Picture& picture, const std::string& node, const std::string& netns,
                  const std::string& table, const netfilter::Rule& rule) {
    const std::string specification = netfilter::specification(rule);
    return std::any_of(picture.wanted.begin(), picture.wanted.end(), [&](const Wanted& wanted) {
        const auto* own = std::get_if<lab::IptablesRule>(&wanted.resource->what);
        return own != nullptr && wanted.resource->node == node && wanted.resource->netns == netns &&
               own->command.table == table && own->command.rule.chain == rule.chain &&
               netfilter::specification(own->command.rule) == specification;
    });
}

}  // namespace podwire::doctor
