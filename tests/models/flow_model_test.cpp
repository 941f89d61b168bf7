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

TEST_F(FlowModelTest, IsSortedByAColumnAndBackToTheNewest) {
    Changes all = rows(0, 4);
    all.rows.push_back(tcp(4, 53, conntrack::TcpState::Established));
    for (Row& row : all.rows) {
        row.since += row.slot;
    }
    model.apply(node, all);
    const QPersistentModelIndex kept(model.index(0, 0));
    model.sort(FlowModel::OriginalColumn, Qt::AscendingOrder);
    EXPECT_EQ(slotsOf(model), (Slots{0, 1, 2, 3, 4}));
    EXPECT_EQ(kept.row(), 4);
    model.sort(FlowModel::OriginalColumn, Qt::DescendingOrder);
    EXPECT_EQ(slotsOf(model), (Slots{4, 3, 2, 1, 0}));
    model.sort(FlowModel::StateColumn, Qt::AscendingOrder);
    EXPECT_EQ(slotsOf(model), (Slots{4, 3, 2, 1, 0})) << "ESTABLISHED first, the others as they stood";
    model.sort(FlowModel::StateColumn, Qt::DescendingOrder);
    EXPECT_EQ(slotsOf(model), (Slots{3, 2, 1, 0, 4}));
    model.sort(-1);
    EXPECT_EQ(slotsOf(model), (Slots{4, 3, 2, 1, 0}));
}

TEST_F(FlowModelTest, EveryColumnHasAnOrderOfItsOwn) {
    const std::size_t other = model.addNode(QStringLiteral("node0"));
    Row first = tcp(1);
    first.flow.protocol = conntrack::kUdp;
    first.flow.reply.source = 0xc0a8010b;
    first.expires = INT64_MAX;
    first.flow.sent.packets = 7;
    Row second = tcp(2);
    second.flow.reply = {second.flow.original.destination,
                         second.flow.original.source,
                         second.flow.original.destinationPort,
                         second.flow.original.sourcePort,
                         0,
                         0,
                         0};
    Changes changes;
    changes.rows = {first, second};
    model.apply(node, changes);
    model.apply(other, rows(3, 4));
    const auto by = [this](int column) {
        model.sort(-1);
        model.sort(column, Qt::AscendingOrder);
        return slotsOf(model);
    };
    EXPECT_EQ(by(FlowModel::NodeColumn).front(), 3U);
    EXPECT_EQ(by(FlowModel::ProtocolColumn).back(), 1U);
    EXPECT_EQ(by(FlowModel::TranslationColumn), (Slots{2, 3, 1})) << "not translated, pod1a, 192.168.1.11";
    EXPECT_EQ(by(FlowModel::TimeoutColumn).back(), 1U);
    EXPECT_EQ(by(FlowModel::TrafficColumn).back(), 1U);
}

TEST_F(FlowModelTest, WhatComesLaterIsSortedInBySeconds) {
    model.apply(node, rows(1, 3));
    model.sort(FlowModel::OriginalColumn, Qt::AscendingOrder);
    model.apply(node, rows(0, 1));
    model.apply(node, rows(5, 6));
    EXPECT_EQ(slotsOf(model), (Slots{5, 0, 1, 2})) << "the newest first";
    QSignalSpy arranged(&model, &QAbstractItemModel::layoutChanged);
    model.tick();
    EXPECT_EQ(slotsOf(model), (Slots{0, 1, 2, 5}));
    model.tick();
    EXPECT_EQ(arranged.size(), 1) << "nothing to do the second time";
    FlowFilter filter;
    filter.state = QStringLiteral("SYN_SENT");
    model.setFilter(filter);
    EXPECT_EQ(slotsOf(model), (Slots{0, 1, 2, 5}));
    EXPECT_FALSE(model.isSortedOnce());
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
    timer.start();
    model.sort(FlowModel::OriginalColumn, Qt::AscendingOrder);
    EXPECT_LT(timer.elapsed(), 1000);  // usually less than a tenth of it
    EXPECT_TRUE(model.isSortedOnce());
    timer.start();
    model.tick();
    EXPECT_LT(timer.elapsed(), 20) << "so many are sorted when it is asked for, not each second";
}

}  // namespace
}  // namespace podwire::models
