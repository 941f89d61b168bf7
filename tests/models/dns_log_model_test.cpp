// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/dns_log_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>

namespace podwire::models {
namespace {

live::DnsLogEntry query(int number) {
    live::DnsLogEntry entry;
    entry.microseconds = number * 1'000'000LL;
    entry.text = std::to_string(number);
    entry.client = "127.0.0.1";
    entry.name = "a.b";
    entry.type = "A";
    entry.rcode = "NOERROR";
    entry.milliseconds = 1.5;
    return entry;
}

std::vector<live::DnsLogEntry> queries(int from, int count) {
    std::vector<live::DnsLogEntry> all;
    for (int i = 0; i < count; ++i) {
        all.push_back(query(from + i));
    }
    return all;
}

class DnsLogModelTest : public testing::Test {
protected:
    QString textAt(int row) const { return model.index(row, DnsLogModel::TextColumn).data().toString(); }

    DnsLogModel model{4};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(DnsLogModelTest, GivesRawValuesByColumnAndByRole) {
    live::DnsLogEntry other;
    other.text = "[ERROR] plugin/errors: 2 a.b. A: timeout";
    model.append({query(7), other});
    EXPECT_EQ(model.index(0, DnsLogModel::WhenColumn).data().toDateTime().toMSecsSinceEpoch(), 7000);
    EXPECT_EQ(model.index(0, DnsLogModel::TookColumn).data().toDouble(), 1.5);
    EXPECT_EQ(model.index(0, 0).data(DnsLogModel::RcodeRole).toString(), QStringLiteral("NOERROR"));
    EXPECT_FALSE(model.index(1, DnsLogModel::TookColumn).data().isValid());
    EXPECT_TRUE(model.index(1, 0).data(DnsLogModel::ErrorRole).toBool());
}

TEST_F(DnsLogModelTest, KeepsTheNewestWhenItIsFullAndCountsWhatItDropped) {
    model.append(queries(0, 3));
    const QSignalSpy insertions(&model, &QAbstractItemModel::rowsInserted);
    model.append(queries(3, 3));
    EXPECT_EQ(insertions.size(), 1);
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(textAt(0), QStringLiteral("2"));
    EXPECT_EQ(model.dropped(), 2);
    model.append(queries(10, 10));
    EXPECT_EQ(textAt(0), QStringLiteral("16"));
    EXPECT_EQ(model.dropped(), 12);
    model.append({});
    model.clear();
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(model.dropped(), 0);
}

}  // namespace
}  // namespace podwire::models
