// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/log_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace podwire::models {
namespace {

using Level = session::LogEntry::Level;

session::LogEntry entry(int number) {
    return {QDateTime::fromMSecsSinceEpoch(number), Level::Info, QStringLiteral("node1"),
            QString::number(number)};
}

QList<session::LogEntry> entries(int from, int count) {
    QList<session::LogEntry> result;
    for (int i = 0; i < count; ++i) {
        result.append(entry(from + i));
    }
    return result;
}

class LogModelTest : public testing::Test {
protected:
    QString textAt(int row) const { return model.index(row, LogModel::TextColumn).data().toString(); }

    LogModel model{4};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(LogModelTest, GivesRawValuesByColumnAndByRole) {
    model.append(
        {QDateTime::fromMSecsSinceEpoch(7), Level::Problem, QStringLiteral("node2"), QStringLiteral("lost")});
    EXPECT_EQ(model.index(0, LogModel::WhenColumn).data().toDateTime().toMSecsSinceEpoch(), 7);
    EXPECT_EQ(model.index(0, LogModel::LevelColumn).data().toInt(), static_cast<int>(Level::Problem));
    EXPECT_EQ(model.index(0, LogModel::NodeColumn).data().toString(), QStringLiteral("node2"));
    EXPECT_EQ(model.index(0, 0).data(LogModel::TextRole).toString(), QStringLiteral("lost"));
}

TEST_F(LogModelTest, KeepsTheNewestWhenItIsFullAndCountsWhatItDropped) {
    model.append(entries(0, 3));
    model.append(entries(3, 3));
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(textAt(0), QStringLiteral("2"));
    EXPECT_EQ(textAt(3), QStringLiteral("5"));
    EXPECT_EQ(model.dropped(), 2);
}

TEST_F(LogModelTest, ABatchLargerThanTheLogLeavesItsEnd) {
    model.append(entries(0, 10));
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(textAt(0), QStringLiteral("6"));
    EXPECT_EQ(model.dropped(), 6);
}

TEST_F(LogModelTest, ABatchIsOneInsertion) {
    const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
    model.append(entries(0, 3));
    EXPECT_EQ(insertions.size(), 1);
}

TEST_F(LogModelTest, AnEmptyBatchIsSilent) {
    const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
    model.append(QList<session::LogEntry>());
    EXPECT_TRUE(insertions.isEmpty());
}

TEST_F(LogModelTest, ClearForgetsAlsoWhatWasDropped) {
    model.append(entries(0, 10));
    model.clear();
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(model.dropped(), 0);
}

}  // namespace
}  // namespace podwire::models
