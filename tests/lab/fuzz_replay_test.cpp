// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fuzz_replay.h"

#include <gtest/gtest.h>

namespace podwire::lab::testing {
namespace {

podwire::testing::FuzzReplay replay() {
    return {{PODWIRE_TEST_DATA "/labs/fuzz", PODWIRE_SOURCE_DIR "/labs/service-networking/parts"},
            {"$",    "{",  "}",  "[",     "]",          "\"",      "'", ": ",  "\n",    "- ",
             "$POD", "\\", "\t", "$(x)",  "$NASTY",     "${E",     "#", "|\n", "sudo ", "ip netns exec p ",
             "add",  "&a", "*a", " -A X", "9999999999", "<<EOF\n", "`", "((",  "!",     "ä"}};
}

TEST(LabFuzz, SeedsAreReadWithoutACrash) {
    ASSERT_GE(replay().seedCount(), 5U);
    replay().feedSeeds();
}

TEST(LabFuzz, ChangedSeedsAreReadWithoutACrash) {
    replay().feedChangedSeeds();
}

}  // namespace
}  // namespace podwire::lab::testing
