// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "tests/support/fuzz_replay.h"

namespace podwire::netfilter {
namespace {

podwire::testing::FuzzReplay replay() {
    return {{PODWIRE_TEST_DATA "/iptables", PODWIRE_TEST_DATA "/iptables/fuzz"},
            {"*nat\n",
             "COMMIT\n",
             "\n",
             " ",
             "\"",
             "! ",
             "-A OUTPUT ",
             ":OUTPUT ACCEPT [0:0]\n",
             ":A - [0:0]\n",
             "-A A -g A\n",
             "-j A",
             "-g A",
             "-j RETURN",
             "-j MARK --set-xmark 0x1/0x0",
             "-m statistic --mode random --probability 0.5",
             "--every 0",
             "-m mark --mark 0x1/0x1",
             "-j DNAT --to-destination ",
             "1.2.3.4-1.2.3.9:1-2/3",
             "-m multiport --dports ",
             ",",
             ":",
             "/",
             "-m conntrack --ctstate ",
             "-m iprange --src-range ",
             "4294967296",
             "-1"}};
}

TEST(IptablesFuzz, SeedsAreReadWithoutACrash) {
    ASSERT_GE(replay().seedCount(), 15U);
    replay().feedSeeds();
}

TEST(IptablesFuzz, ChangedSeedsAreReadWithoutACrash) {
    replay().feedChangedSeeds();
}

}  // namespace
}  // namespace podwire::netfilter
