// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/services.h"

#include <algorithm>

namespace podwire::conntrack {
namespace {

constexpr std::size_t kMostServices = 4096;

}  // namespace

Service serviceOf(const Flow& flow) {
    return {flow.original.destination, flow.original.destinationPort, flow.protocol};
}

void ServiceCounts::add(const Flow& flow) {
    ++total_;
    const Service service = serviceOf(flow);
    const auto found = counts_.find(service);
    if (found != counts_.end()) {
        ++found->second;
    } else if (counts_.size() < kMostServices) {
        counts_.emplace(service, 1);
    } else {
        ++others_;
    }
}

void ServiceCounts::remove(const Flow& flow) {
    const auto found = counts_.find(serviceOf(flow));
    if (found != counts_.end()) {
        --total_;
        if (--found->second == 0) {
            counts_.erase(found);
        }
    } else if (others_ > 0) {
        --total_;
        --others_;
    }
}

void ServiceCounts::clear() {
    counts_.clear();
    others_ = 0;
    total_ = 0;
}

std::vector<ServiceCounts::Count> ServiceCounts::most(std::size_t count) const {
    std::vector<Count> all;
    all.reserve(counts_.size());
    for (const auto& [service, flows] : counts_) {
        all.push_back({service, flows});
    }
    const std::size_t kept = std::min(count, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                      [](const Count& a, const Count& b) { return a.flows > b.flows; });
    all.resize(kept);
    return all;
}

}  // namespace podwire::conntrack
