// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/net_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/fixture.h"

namespace podwire::live {
namespace {

using testing::fixture;

/// One frame as a node's shell prints it.
std::string frame(const std::string& kind, const std::string& body) {
    return '\036' + kind + ' ' + std::to_string(body.size()) + '\n' + body + '\n';
}

class NetReaderTest : public ::testing::Test {
protected:
    NetReaderTest() { reader.begun(); }

    std::shared_ptr<const NetSnapshot> last;
    int told = 0;
    NetReader reader{[this](std::shared_ptr<const NetSnapshot> snapshot) {
        last = std::move(snapshot);
        ++told;
    }};
};

TEST_F(NetReaderTest, ANodeWithItsPodsIsReadWhole) {
    reader.out(fixture("live/node1.frames"));
    ASSERT_NE(last, nullptr);
    EXPECT_EQ(last->namespaces->front().name, "");
    const Namespace* const pod = last->find("pod1a");
    ASSERT_NE(pod, nullptr);
    EXPECT_EQ(pod->id, 1);
    EXPECT_EQ(pod->findLink("veth-pod1a")->addresses.at(0).text(), "192.168.1.10/24");
    EXPECT_EQ(pod->routes.at(0).gateway, "192.168.1.1");
    ASSERT_EQ(pod->sockets.size(), 1U);
    EXPECT_EQ(pod->sockets[0].protocol, "tcp");
    EXPECT_EQ(pod->sockets[0].listener.port, 80U);
    ASSERT_EQ(pod->sockets[0].listener.processes.size(), 1U);
    EXPECT_EQ(pod->sockets[0].listener.processes[0].name, "python3");
    const auto& own = *last->find("");
    EXPECT_TRUE(std::any_of(own.neighbours.begin(), own.neighbours.end(),
                            [](const auto& one) { return one.address == "10.30.45.200"; }));
    EXPECT_EQ(last->find("sandbox")->id, -1);
}

TEST_F(NetReaderTest, NothingIsToldBeforeALookIsWhole) {
    reader.out(frame("netns", "\n[{\"ifname\":\"lo\"}]\n[]\n[]"));
    EXPECT_EQ(told, 0);
    reader.out(frame("counters", "1.00\n"));
    EXPECT_EQ(told, 0);
    reader.out(frame("whole", ""));
    EXPECT_EQ(told, 1);
}

TEST_F(NetReaderTest, RatesAreOfTheTimeBetweenTwoReadings) {
    reader.out(frame("netns", "\n[]\n[]\n[]") + frame("whole", ""));
    reader.out(frame("counters", "10.00\nens3: 1000 10 0 0 0 0 0 0 50 1 0\nold: 5 5 0 0 0 0 0 0 5 5\n"));
    EXPECT_TRUE(last->rates.empty());
    reader.out(frame("counters", "12.00\nens3: 3000 30 0 0 0 0 0 0 50 1 0\nnew: 5 5 0 0 0 0 0 0 5 5\n"));
    ASSERT_EQ(last->rates.size(), 1U);
    EXPECT_DOUBLE_EQ(last->rates.at("ens3").bytesIn, 1000);
    EXPECT_DOUBLE_EQ(last->rates.at("ens3").packetsIn, 10);
    EXPECT_DOUBLE_EQ(last->rates.at("ens3").packetsOut, 0);
    reader.out(frame("counters", "13.00"));  // nothing moved
    EXPECT_DOUBLE_EQ(last->rates.at("ens3").packets(), 0);
    reader.out(frame("counters", "14.00\nens3: 10 1 0 0 0 0 0 0 0 0 0\n"));  // a new link of the same name
    EXPECT_DOUBLE_EQ(last->rates.at("ens3").packets(), 0);
}

TEST_F(NetReaderTest, ANamespaceThatIsGoneIsNotThereAnyMore) {
    reader.out(fixture("live/node1.frames"));
    const auto before = last->namespaces;
    reader.out(frame("gone", "pod1a") + frame("whole", ""));
    EXPECT_EQ(last->find("pod1a"), nullptr);
    EXPECT_NE(last->find("pod1b"), nullptr);
    EXPECT_NE(last->namespaces, before);
}

TEST_F(NetReaderTest, TrafficAloneLeavesTheNamespacesTheSameObject) {
    reader.out(fixture("live/node1.frames"));
    const auto before = last;
    reader.out(frame("counters", "999999.00\nens3: 1 1 0 0 0 0 0 0 1 1 0\n"));
    EXPECT_NE(last, before);
    EXPECT_EQ(last->namespaces, before->namespaces);
}

TEST_F(NetReaderTest, AListThatIsCutOffLeavesWhatWasKnown) {
    reader.out(fixture("live/node1.frames"));
    reader.out(frame("netns", "pod1a\n[{\"ifname\":") + frame("whole", ""));
    EXPECT_NE(last->find("pod1a")->findLink("veth-pod1a"), nullptr);
}

TEST_F(NetReaderTest, ANewConnectionStartsFromNothing) {
    reader.out(fixture("live/node1.frames"));
    reader.begun();
    reader.out(frame("netns", "\n[]\n[]\n[]") + frame("whole", ""));
    EXPECT_EQ(last->namespaces->size(), 1U);
    EXPECT_TRUE(last->rates.empty());
}

}  // namespace
}  // namespace podwire::live
