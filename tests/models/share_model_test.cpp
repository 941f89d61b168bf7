// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/share_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace podwire::models {
namespace {

class ShareModelTest : public testing::Test {
protected:
    void show(const std::map<std::string, std::uint64_t>& hits) {
        model.setShares(live::judgeTraffic(forecast, hits), forecast, backends);
    }
    QVariant value(int row, int role) const { return model.index(row, 0).data(role); }

    const std::vector<lab::Backend> backends{{"pod2", "192.168.2.20", "node2"},
                                             {"pod1a", "192.168.1.10", "node1"}};
    live::TrafficForecast forecast{{{"192.168.1.10", 0.5}, {"192.168.2.20", 0.5}}, "OUTPUT of node2", {}};
    ShareModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(ShareModelTest, ListsBackendsInTheLabsOrderThenStrangers) {
    show({{"192.168.1.10", 50}, {"", 2}, {"192.168.2.20", 48}});
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(value(0, ShareModel::NameRole).toString(), QStringLiteral("pod2"));
    EXPECT_EQ(value(1, ShareModel::NameRole).toString(), QStringLiteral("pod1a"));
    EXPECT_EQ(value(1, ShareModel::BackendRole).toInt(), 1);
    EXPECT_EQ(value(2, ShareModel::BackendRole).toInt(), -1);
    EXPECT_DOUBLE_EQ(value(1, ShareModel::ShareRole).toDouble(), 0.5);
    EXPECT_EQ(model.index(0, ShareModel::HitsColumn).data().toULongLong(), 48U);
}

TEST_F(ShareModelTest, MarksWhatTheIntervalLeavesOut) {
    show({{"192.168.1.10", 800}, {"192.168.2.20", 200}});
    EXPECT_TRUE(value(0, ShareModel::DeviatesRole).toBool());
    show({{"192.168.1.10", 501}, {"192.168.2.20", 499}});
    EXPECT_FALSE(value(0, ShareModel::DeviatesRole).toBool());
}

TEST_F(ShareModelTest, WithoutAForecastNothingIsExpected) {
    forecast = {{}, {}, "Why not."};
    show({{"192.168.1.10", 8}});
    EXPECT_FALSE(value(0, ShareModel::ExpectedRole).isValid());
    EXPECT_FALSE(value(0, ShareModel::DeviatesRole).toBool());
}

TEST_F(ShareModelTest, MoreHitsChangeARow) {
    show({{"192.168.1.10", 8}});
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    show({{"192.168.1.10", 9}});
    EXPECT_EQ(reset.size() + inserted.size(), 0);
    EXPECT_GE(changed.size(), 1);
}

}  // namespace
}  // namespace podwire::models
