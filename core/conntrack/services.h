// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "core/conntrack/flow.h"

namespace podwire::conntrack {

/// Where connections go to, as their senders see it.
struct Service {
    std::uint32_t destination = 0;
    std::uint16_t port = 0;
    std::uint8_t protocol = 0;
    bool operator==(const Service&) const = default;
    bool operator<(const Service& other) const {
        return std::tie(destination, port, protocol) <
               std::tie(other.destination, other.port, other.protocol);
    }
};

/// How many connections each service has, for those that are too many to be held one by one. Itself bounded:
/// services beyond the first 4,096 are counted together.
class ServiceCounts {
public:
    struct Count {
        Service service;
        std::uint64_t flows = 0;
        bool operator==(const Count&) const = default;
    };

    void add(const Flow& flow);
    /// Does nothing for a service that has none left.
    void remove(const Flow& flow);
    void clear();
    [[nodiscard]] std::uint64_t total() const { return total_; }
    /// Those of services that have no count of their own.
    [[nodiscard]] std::uint64_t others() const { return others_; }
    /// The services with the most connections, most first.
    [[nodiscard]] std::vector<Count> most(std::size_t count) const;

private:
    std::map<Service, std::uint64_t> counts_;
    std::uint64_t others_ = 0;
    std::uint64_t total_ = 0;
};

Service serviceOf(const Flow& flow);

}  // namespace podwire::conntrack
