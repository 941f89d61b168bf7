// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/walk_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

#include "tests/support/small_walk.h"

namespace podwire::models {
namespace {

TEST(WalkModel, TellsEachMoment) {
    WalkModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const walk::Way way = test::smallWay();
    model.setSteps(live::stepsOf(test::smallTraced({way.hops[1], way.hops[2]}), 0));
    ASSERT_EQ(model.rowCount(), 5);
    const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
    EXPECT_EQ(cell(1, WalkModel::PlaceColumn), QStringLiteral("node2"));
    EXPECT_EQ(cell(1, WalkModel::StageColumn), QStringLiteral("nat OUTPUT"));
    EXPECT_EQ(cell(1, WalkModel::ToldColumn), QStringLiteral("both"));
    EXPECT_EQ(cell(1, WalkModel::PacketColumn), QStringLiteral("10.30.45.200:40000 > 192.168.1.10:80"));
    EXPECT_EQ(cell(2, WalkModel::DeedColumn), QStringLiteral("accept"));
    EXPECT_EQ(cell(4, WalkModel::PlaceColumn), QStringLiteral("node1/pod1a"));
    EXPECT_EQ(cell(4, WalkModel::ToldColumn), QStringLiteral("foretold"));
    model.setSteps({});
    EXPECT_EQ(model.rowCount(), 0);
}

}  // namespace
}  // namespace podwire::models
