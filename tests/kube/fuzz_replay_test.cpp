// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fuzz_replay.h"

#include <gtest/gtest.h>

namespace podwire::kube::testing {
namespace {

podwire::testing::FuzzReplay replay() {
    return {{PODWIRE_TEST_DATA "/kube", PODWIRE_SOURCE_DIR "/labs/service-networking/manifests"},
            {"{",    "}",        "[",         "]",
             "\"",   "'",        ": ",        "\n",
             "- ",   "\n---\n",  "~",         "on",
             "0x50", "30080",    "-1",        "4294967376",
             "None", "NodePort", "name: a\n", "&a ",
             "*a",   "!!str ",   "|\n",       "ä",
             "80",   ".5",       "UDP",       "ExternalName",
             "port", "/",        "  ",        "nodePort: 30080\n"}};
}

TEST(KubeFuzz, SeedsAreReadWithoutACrash) {
    ASSERT_GE(replay().seedCount(), 7U);
    replay().feedSeeds();
}

TEST(KubeFuzz, ChangedSeedsAreReadWithoutACrash) {
    replay().feedChangedSeeds();
}

}  // namespace
}  // namespace podwire::kube::testing
