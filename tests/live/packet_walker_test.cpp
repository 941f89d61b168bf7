// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/packet_walker.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/talking_shell.h"

namespace podwire::live {
namespace {

TrafficRequest request() {
    TrafficRequest asked;
    asked.node = "node1";
    asked.address = "10.96.1.100";
    asked.port = 8080;
    return asked;
}

// The real nodes' part is in integration.window and integration.trace.
class PacketWalkerTest : public ::testing::Test {
protected:
    std::shared_ptr<test::TalkingShell> shell = std::make_shared<test::TalkingShell>("node1");
    PacketWalker walker{Nodes{{"node1", "10.30.45.100", shell, shell}}};
    QSignalSpy failed{&walker, &PacketWalker::failed};
};

TEST_F(PacketWalkerTest, OneWalkAtATimeAndCancelEndsItAtOnce) {
    ASSERT_TRUE(walker.foretell(request()));
    EXPECT_EQ(walker.state(), PacketWalker::State::Foretelling);
    EXPECT_EQ(walker.trace(request()).error().kind, ErrorKind::Conflict);
    QElapsedTimer waited;
    waited.start();
    walker.cancel();
    ASSERT_TRUE(failed.wait(5000));
    EXPECT_LT(waited.elapsed(), 2000) << "the node never answers";
    EXPECT_EQ(failed.at(0).at(0).value<Error>().kind, ErrorKind::Cancelled);
    EXPECT_EQ(walker.state(), PacketWalker::State::Idle);
    EXPECT_TRUE(walker.foretell(request())) << "the next one may begin";
}

TEST_F(PacketWalkerTest, ARequestThatIsNoneBeginsNothing) {
    TrafficRequest none = request();
    none.node.clear();
    const auto begun = walker.trace(none);
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(walker.state(), PacketWalker::State::Idle);
}

TEST_F(PacketWalkerTest, GoingAwayWhileANodeIsSilentTakesNoTime) {
    QElapsedTimer waited;
    waited.start();
    {
        PacketWalker other(Nodes{{"node1", "10.30.45.100", shell, shell}});
        ASSERT_TRUE(other.trace(request()));
    }
    EXPECT_LT(waited.elapsed(), 2000);
}

}  // namespace
}  // namespace podwire::live
