// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "tests/support/fuzz_replay.h"

namespace podwire::conntrack::testing {
namespace {

podwire::testing::FuzzReplay replay() {
    return {{PODWIRE_TEST_DATA "/conntrack"},
            {"src=", "dst=", " ", "\n", "id=", "[NEW]", "[DESTROY]", "ipv4     2 ", "ipv6     10 ", "::1",
             "10.0.0.1", "4294967296", "-1", "[UNREPLIED]", "[start=", "=", "type=8", "packets=0", "\t"}};
}

TEST(ConntrackFuzz, SeedsAreReadWithoutACrash) {
    ASSERT_GE(replay().seedCount(), 5U);
    replay().feedSeeds();
}

TEST(ConntrackFuzz, ChangedSeedsAreReadWithoutACrash) {
    replay().feedChangedSeeds();
}

}  // namespace
}  // namespace podwire::conntrack::testing
