// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plan/sharing.h"

#include <algorithm>

namespace podwire::plan {

Sharers::Sharers(const lab::Lab& lab) {
    for (const lab::Step* step : lab.steps()) {
        for (const lab::Resource& resource : step->apply) {
            auto& steps = byKey_[resource.key];
            if (steps.empty() || steps.back() != step->id) {
                steps.push_back(step->id);
            }
        }
    }
}

std::vector<std::string> Sharers::others(const std::string& key, const std::string& step) const {
    const auto at = byKey_.find(key);
    std::vector<std::string> others = at == byKey_.end() ? std::vector<std::string>{} : at->second;
    others.erase(std::remove(others.begin(), others.end(), step), others.end());
    return others;
}

std::string chainKey(const lab::Resource& rule) {
    const auto& command = std::get<lab::IptablesRule>(rule.what).command;
    return rule.node + ' ' + rule.netns + ' ' + command.tool + ' ' + command.table + ' ' + command.rule.chain;
}

}  // namespace podwire::plan
