// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/conntrack/services.h"

#include <gtest/gtest.h>

namespace podwire::conntrack {
namespace {

Flow to(std::uint32_t destination, std::uint16_t port) {
    Flow flow;
    flow.protocol = kTcp;
    flow.original.destination = destination;
    flow.original.destinationPort = port;
    return flow;
}

TEST(ServicesTest, ConnectionsAreCountedPerService) {
    ServiceCounts counts;
    counts.add(to(1, 80));
    counts.add(to(2, 80));
    counts.add(to(2, 80));
    EXPECT_EQ(counts.total(), 3U);
    EXPECT_EQ(counts.most(1), (std::vector<ServiceCounts::Count>{{{2, 80, kTcp}, 2}}));
    counts.remove(to(2, 80));
    counts.remove(to(2, 80));
    counts.remove(to(2, 80));
    EXPECT_EQ(counts.total(), 1U);
    EXPECT_EQ(counts.most(9), (std::vector<ServiceCounts::Count>{{{1, 80, kTcp}, 1}}));
}

TEST(ServicesTest, TooManyServicesAreCountedTogether) {
    ServiceCounts counts;
    for (std::uint32_t i = 0; i < 5000; ++i) {
        counts.add(to(i, 80));
    }
    EXPECT_EQ(counts.total(), 5000U);
    EXPECT_EQ(counts.others(), 5000U - 4096U);
    counts.remove(to(4999, 80));
    EXPECT_EQ(counts.others(), 5000U - 4096U - 1U);
    counts.clear();
    EXPECT_EQ(counts.total() + counts.others(), 0U);
}

}  // namespace
}  // namespace podwire::conntrack
