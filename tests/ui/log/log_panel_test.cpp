// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/log_panel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

namespace podwire::ui {
namespace {

using Level = session::LogEntry::Level;

class LogPanelTest : public testing::Test {
protected:
    void add(Level level, const QString& text) {
        model.append(
            {QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 67)), level, QStringLiteral("node1"), text});
    }
    models::LogModel model;
    LogPanel panel{model};
};

TEST_F(LogPanelTest, CopiesWhatTheFilterLetsThrough) {
    add(Level::Info, QStringLiteral("connected"));
    add(Level::Problem, QStringLiteral("lost"));
    EXPECT_EQ(panel.selectedText(), QStringLiteral("03:04:05.067  info  node1  connected\n"
                                                   "03:04:05.067  problem  node1  lost"));
    QTest::keyClicks(panel.findChild<QLineEdit*>(), QStringLiteral("lost"));
    EXPECT_EQ(panel.selectedText(), QStringLiteral("03:04:05.067  problem  node1  lost"));
}

TEST_F(LogPanelTest, CopiesTheSelectedLinesOnly) {
    add(Level::Info, QStringLiteral("one"));
    add(Level::Info, QStringLiteral("two"));
    panel.table()->selectRow(1);
    EXPECT_EQ(panel.selectedText(), QStringLiteral("03:04:05.067  info  node1  two"));
}

TEST_F(LogPanelTest, FollowsTheEndUnlessTheReaderWentUp) {
    panel.resize(500, 160);
    panel.show();
    for (int i = 0; i < 100; ++i) {
        add(Level::Info, QString::number(i));
    }
    const QScrollBar* bar = panel.table()->verticalScrollBar();
    EXPECT_TRUE(QTest::qWaitFor([&] { return bar->maximum() > 0 && bar->value() == bar->maximum(); }, 2000));
    panel.table()->scrollToTop();
    add(Level::Info, QStringLiteral("later"));
    QTest::qWait(50);
    EXPECT_EQ(bar->value(), 0);
}

}  // namespace
}  // namespace podwire::ui
