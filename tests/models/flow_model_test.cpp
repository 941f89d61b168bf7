// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/flow_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

#include "core/live/conntrack_reader.h"

namespace podwire::models {
namespace {

using conntrack::Changes;
using conntrack::Row;

Row tcp(std::uint32_t slot, std::uint16_t port = 80,
        conntrack::TcpState state = conntrack::TcpState::SynSent) {
    Row row;
    row.slot = slot;
    row.since = live::ConntrackReader::clock();
    row.expires = row.since + 100'000;
    row.flow.id = slot + 1;
    row.flow.protocol = conntrack::kTcp;
    row.flow.state = state;
    row.flow.original = {0x0a000001, 0x0a600164, static_cast<std::uint16_t>(slot), port, 0, 0, 0};
    row.flow.reply = {0xc0a8010a, 0x0a000001, 80, static_cast<std::uint16_t>(slot), 0, 0, 0};
    return row;
}

Changes rows(std::uint32_t from, std::uint32_t to) {
    Changes changes;
    for (std::uint32_t slot = from; slot < to; ++slot) {
        changes.rows.push_back(tcp(slot));
    }
    return changes;
}

std::vector<std::uint32_t> slotsOf(const FlowModel& model) {
    std::vector<std::uint32_t> slots;
    for (int row = 0; row < model.rowCount(); ++row) {
        slots.push_back(model.at(row).slot);
    }
    return slots;
}

using Slots = std::vector<std::uint32_t>;

class FlowModelTest : public ::testing::Test {
protected:
    FlowModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    std::size_t node = model.addNode(QStringLiteral("node1"));
};

TEST_F(FlowModelTest, TheNewestStandsFirstAndABatchIsOneInsertion) {
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.apply(node, rows(0, 3));
    model.apply(node, rows(3, 5));
    EXPECT_EQ(slotsOf(model), (Slots{4, 3, 2, 1, 0}));
    EXPECT_EQ(inserted.size(), 2);
    EXPECT_EQ(model.total(), 5);
}

TEST_F(FlowModelTest, TheColumnsGiveRawValues) {
    model.apply(node, rows(7, 8));
    const auto at = [this](int column) { return model.index(0, column).data(); };
    EXPECT_EQ(at(FlowModel::NodeColumn).toString(), QStringLiteral("node1"));
    EXPECT_EQ(at(FlowModel::ProtocolColumn).toString(), QStringLiteral("tcp"));
    EXPECT_EQ(at(FlowModel::StateColumn).toString(), QStringLiteral("SYN_SENT"));
    EXPECT_EQ(at(FlowModel::OriginalColumn).toString(), QStringLiteral("10.0.0.1:7 → 10.96.1.100:80"));
    EXPECT_EQ(at(FlowModel::TranslationColumn).toString(),
              QStringLiteral("10.96.1.100:80 → 192.168.1.10:80 (DNAT)"));
    EXPECT_EQ(at(FlowModel::TimeoutColumn).toLongLong(), 100);
    EXPECT_FALSE(at(FlowModel::TrafficColumn).isValid());
    EXPECT_TRUE(model.index(0, 0).data(FlowModel::NewRole).toBool());
    EXPECT_FALSE(model.index(0, 0).data(FlowModel::ClosedRole).toBool());
}

TEST_F(FlowModelTest, ManyChangesAreOneRange) {
    model.apply(node, rows(0, 100));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.apply(node, rows(10, 60));
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.at(0).at(0).toModelIndex().row(), 40);
    EXPECT_EQ(changed.at(0).at(1).toModelIndex().row(), 89);
}

TEST_F(FlowModelTest, WhatIsGoneGoesAlsoWhenItIsScattered) {
    model.apply(node, rows(0, 100));
    const QPersistentModelIndex kept(model.index(99 - 51, 0));
    const QPersistentModelIndex lost(model.index(99 - 50, 0));
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    Changes changes;
    for (std::uint32_t slot = 0; slot < 100; slot += 2) {
        changes.gone.push_back(slot);
    }
    changes.gone.push_back(12345);
    model.apply(node, changes);
    EXPECT_EQ(removed.size(), 1);
    EXPECT_EQ(model.rowCount(), 50);
    EXPECT_EQ(model.total(), 50);
    EXPECT_FALSE(lost.isValid());
    ASSERT_TRUE(kept.isValid());
    EXPECT_EQ(model.at(kept.row()).slot, 51U);
    Changes few;
    few.gone = {1, 3, 99};
    model.apply(node, few);
    EXPECT_EQ(model.rowCount(), 47);
    EXPECT_EQ(model.at(kept.row()).slot, 51U);
}

TEST_F(FlowModelTest, TheFilterFollowsTheFlows) {
    model.apply(node, rows(0, 3));
    FlowFilter filter;
    filter.state = QStringLiteral("TIME_WAIT");
    model.setFilter(filter);
    EXPECT_EQ(model.rowCount(), 0);
    Changes changes;
    changes.rows = {tcp(1, 80, conntrack::TcpState::TimeWait)};
    model.apply(node, changes);
    EXPECT_EQ(slotsOf(model), Slots{1});
    model.apply(node, rows(1, 2));
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(model.total(), 3);
    model.setFilter({});
    EXPECT_EQ(model.rowCount(), 3);
}

TEST_F(FlowModelTest, TheFilterKnowsTextNodeAndAddress) {
    const std::size_t other = model.addNode(QStringLiteral("node2"));
    model.apply(node, rows(1, 3));
    model.apply(other, rows(5, 6));
    const auto count = [this](const FlowFilter& filter) {
        model.setFilter(filter);
        return model.rowCount();
    };
    EXPECT_EQ(count({QStringLiteral("dnat"), {}, {}, {}}), 3);
    EXPECT_EQ(count({QStringLiteral("0.1:2 "), {}, {}, {}}), 1);
    EXPECT_EQ(count({{}, QStringLiteral("node2"), {}, {}}), 1);
    EXPECT_EQ(count({{}, {}, {}, 0xc0a8010aU}), 3);
    EXPECT_EQ(count({{}, {}, {}, 0x01010101U}), 0);
}

TEST_F(FlowModelTest, AWholeTableTakesTheOldOnesPlace) {
    model.apply(node, rows(0, 10));
    Changes whole = rows(20, 22);
    whole.whole = true;
    model.apply(node, whole);
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.total(), 2);
    model.clear();
    EXPECT_EQ(model.rowCount(), 0);
}

/// Without the tester, which looks at every row.
TEST(FlowModelSizeTest, TwoHundredThousandFlowsTakeATwentiethOfASecondsChanges) {
    FlowModel model;
    const std::size_t node = model.addNode(QStringLiteral("node1"));
    model.apply(node, rows(0, 200'000));
    Changes changes = rows(200'000, 200'500);
    for (std::uint32_t slot = 0; slot < 200'000; slot += 400) {
        changes.gone.push_back(slot);
    }
    QElapsedTimer timer;
    timer.start();
    model.apply(node, changes);
    EXPECT_LT(timer.elapsed(), 500);  // of this machine at its busiest; usually a few milliseconds
    EXPECT_EQ(model.rowCount(), 200'000);
}

}  // namespace
}  // namespace podwire::models
