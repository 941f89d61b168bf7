// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/dns_config.h"

#include <gtest/gtest.h>

namespace podwire::doctor {
namespace {

TEST(Corefile, TellsPortNamesAndUpstreams) {
    const Corefile file = readCorefile(
        ".:1053 {\n    log\n\n    rewrite name a.svc.local b.example.org # why\n    rewrite name exact "
        "c.local d.org\n"
        "    rewrite name regex (.*)\\.x y.org\n    forward . 1.1.1.1 8.8.8.8\n}\nother:53 {\n}\n");
    EXPECT_EQ(file.port, 1053);
    ASSERT_EQ(file.rewrites.size(), 2U);
    EXPECT_EQ(file.rewrites[0].from, "a.svc.local");
    EXPECT_EQ(file.rewrites[0].to, "b.example.org");
    EXPECT_EQ(file.rewrites[1].from, "c.local");
    EXPECT_EQ(file.upstreams, (std::vector<std::string>{"1.1.1.1", "8.8.8.8"}));
}

TEST(Corefile, TakesTheStandardPortAndPassesOverTheRest) {
    const Corefile file = readCorefile("example.org {\n  whoami\n  forward . /etc/resolv.conf\n}\n");
    EXPECT_EQ(file.port, 53);
    EXPECT_TRUE(file.rewrites.empty());
    EXPECT_TRUE(file.upstreams.empty());
    EXPECT_EQ(readCorefile("").port, 53);
}

}  // namespace
}  // namespace podwire::doctor
