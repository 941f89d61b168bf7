// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace podwire::trace {

/// The kernel's numbers for the rules of a namespace, from `nft -a list ruleset`. iptables-nft keeps its
/// rules in nft tables of family ip, in the same order as iptables-save prints them.
class RuleHandles {
public:
    static RuleHandles parse(std::string_view listing);

    /// The rule's place in its chain, from 0. `table` with its family, "ip nat".
    [[nodiscard]] std::optional<std::size_t> indexOf(const std::string& table, const std::string& chain,
                                                     std::uint64_t handle) const;
    /// How many rules the chain has; 0 for one that is not there.
    [[nodiscard]] std::size_t sizeOf(const std::string& table, const std::string& chain) const;

private:
    std::map<std::pair<std::string, std::string>, std::vector<std::uint64_t>> chains_;
};

}  // namespace podwire::trace
