// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/doctor/case.h"
#include "core/doctor/finding.h"

/// Commands that put things right. What belongs to the lab comes back by the planner's own commands, so that
/// rules get their place in the chain.
namespace podwire::doctor {

class Mends {
public:
    explicit Mends(const Case& theCase) : case_(theCase) {}

    /// Brings a wanted resource back, or takes a second copy away: what apply would run for it.
    [[nodiscard]] Mend bring(const Wanted& wanted, std::string what) const;
    /// The same for all resources of its compound (a pod, a bridge) that are not there.
    [[nodiscard]] Mend bringGroup(const Wanted& wanted, std::string what) const;
    /// Takes the rules of its chain that its step wants out and appends them in order.
    [[nodiscard]] Mend reorder(const Wanted& wanted, std::string what) const;
    /// Writes the wanted rule over the one at the 0-based place.
    [[nodiscard]] Mend replaceRule(const Wanted& wanted, std::size_t place, std::string what) const;

private:
    [[nodiscard]] const std::vector<std::pair<const lab::Resource*, std::string>>& commandsOf(
        const std::string& step) const;
    [[nodiscard]] std::string fallback(const Wanted& wanted) const;

    const Case& case_;
    mutable std::map<std::string, std::vector<std::pair<const lab::Resource*, std::string>>> known_;
};

/// Whether one is of the other's compound on the same node. What no compound made stands for itself alone.
bool isOfSameCompound(const lab::Resource& one, const lab::Resource& other);

/// Where a rule stands.
struct RulePlace {
    std::string tool = "iptables";
    std::string netns;  ///< "" for the node's own
    std::string table;
    std::string chain;
    std::size_t index = 0;                             ///< from 0
    [[nodiscard]] std::string prefix() const;          ///< "sudo ip netns exec pod1a iptables -t nat"
    [[nodiscard]] std::string listCommand() const;     ///< the chain with line numbers
    [[nodiscard]] std::string numberedDelete() const;  ///< by line number
};

/// Deletes the rule by its exact specification.
std::string deleteCommand(const RulePlace& place, const netfilter::InstalledRule& rule);

/// "ip" in a namespace: "sudo ip netns exec pod1a ip", or "sudo ip".
std::string ipIn(const std::string& netns);

}  // namespace podwire::doctor
