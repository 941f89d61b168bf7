// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/log_filter_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

#include "core/models/log_model.h"

namespace podwire::models {
namespace {

using Level = session::LogEntry::Level;

class LogFilterModelTest : public testing::Test {
protected:
    LogFilterModelTest() {
        add(Level::Info, "node1", "Connected");
        add(Level::Warning, "node2", "slow answer");
        add(Level::Problem, "node2", "connection lost");
        filter.setSourceModel(&model);
    }
    void add(Level level, const char* node, const char* text) {
        model.append(
            {QDateTime::currentDateTime(), level, QString::fromLatin1(node), QString::fromLatin1(text)});
    }

    LogModel model;
    LogFilterModel filter;
    QAbstractItemModelTester tester{&filter, QAbstractItemModelTester::FailureReportingMode::Warning};
};

TEST_F(LogFilterModelTest, LetsEverythingThroughAtFirst) {
    EXPECT_EQ(filter.rowCount(), 3);
}

TEST_F(LogFilterModelTest, HoldsBackWhatIsBelowTheLevel) {
    filter.setLeastLevel(Level::Warning);
    EXPECT_EQ(filter.rowCount(), 2);
    filter.setLeastLevel(Level::Problem);
    EXPECT_EQ(filter.rowCount(), 1);
}

TEST_F(LogFilterModelTest, LooksForTextInAnyCaseAndForNodes) {
    filter.setText(QStringLiteral("CONNECT"));
    EXPECT_EQ(filter.rowCount(), 2);
    filter.setText(QStringLiteral("node2"));
    EXPECT_EQ(filter.rowCount(), 2);
    filter.setLeastLevel(Level::Problem);
    EXPECT_EQ(filter.rowCount(), 1);
}

TEST_F(LogFilterModelTest, AlsoHoldsForEntriesThatComeLater) {
    filter.setText(QStringLiteral("fresh"));
    EXPECT_EQ(filter.rowCount(), 0);
    add(Level::Info, "node1", "a fresh line");
    add(Level::Info, "node1", "another");
    EXPECT_EQ(filter.rowCount(), 1);
}

}  // namespace
}  // namespace podwire::models
