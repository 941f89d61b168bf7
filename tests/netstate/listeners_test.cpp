// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/netstate/listeners.h"

#include <gtest/gtest.h>

namespace podwire::netstate {
namespace {

// iproute2 6.1, `ss -ltnp` and `ss -lunp` on a node.
constexpr const char* kOutput =
    R"(State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
LISTEN 0      4096               *:53              *:*    users:(("coredns",pid=80,fd=3))
UNCONN 0      0      127.0.0.53%lo:53        0.0.0.0:*    users:(("systemd-resolve",pid=21,fd=12))
LISTEN 0      511       10.30.45.1:80        0.0.0.0:*    users:(("haproxy",pid=9,fd=5),("haproxy",pid=8,fd=5))
LISTEN 0      128             [::]:22           [::]:*
)";

TEST(Listeners, AreReadFromSs) {
    const auto all = parseListeners(kOutput);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].address, "*");
    EXPECT_EQ(all[0].port, 53U);
    EXPECT_EQ(all[0].processes, (std::vector<SocketHolder>{{"coredns", 80}}));
    EXPECT_EQ(all[0].protocol, "");
    EXPECT_EQ(all[1].address, "127.0.0.53");
    EXPECT_EQ(all[2].processes, (std::vector<SocketHolder>{{"haproxy", 9}, {"haproxy", 8}}));
    EXPECT_EQ(all[3].address, "[::]");
    EXPECT_TRUE(all[3].processes.empty());
}

TEST(Listeners, TellTheirProtocolWhereSsDoes) {
    const auto all = parseListeners(
        "udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:((\"systemd-resolve\",pid=21,fd=13))\n"
        "tcp LISTEN 0 128 [::]:22 [::]:*\nnl UNCONN 0 0 rtnl:5 *\n");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].protocol, "udp");
    EXPECT_EQ(all[0].address, "127.0.0.53");
    EXPECT_EQ(all[1].protocol, "tcp");
    EXPECT_EQ(all[1].port, 22U);
}

TEST(Listeners, LinesThatAreNoSocketsAreLeftOut) {
    for (const char* line :
         {"", "LISTEN", "LISTEN 0 1 nowhere *:*", "LISTEN 0 1 *:http *:*", "LISTEN 0 1 *: *:*",
          "ESTAB 0 0 10.0.0.1:80 10.0.0.2:5", "LISTEN 0 1 *:99999999999 *:*"}) {
        EXPECT_TRUE(parseListeners(line).empty()) << line;
    }
    EXPECT_EQ(parseListeners("LISTEN 0 1 *:1 *:* users:((\"cut off").size(), 1U);
    EXPECT_EQ(parseListeners("LISTEN 0 1 *:1 *:* users:((\"nc\",pid=")[0].processes,
              (std::vector<SocketHolder>{{"nc", 0}}));
}

}  // namespace
}  // namespace podwire::netstate
