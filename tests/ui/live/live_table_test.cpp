// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_table.h"

#include <gtest/gtest.h>

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTest>

namespace podwire::ui {
namespace {

TEST(LiveTableTest, SortsAddressesByTheirNumbersAndWhatComesLaterToo) {
    QStandardItemModel model;
    const auto add = [&](const char* address) {
        model.appendRow({new QStandardItem(QLatin1String(address)), new QStandardItem});
    };
    add("192.168.10.1");
    add("default");
    add("192.168.9.1");
    LiveTable table(
        QStringLiteral("addresses"), model, [](const QModelIndex& index) { return index.data().toString(); },
        [](const QModelIndex&) { return CellLook{}; });
    table.setSortable();
    table.resize(400, 200);
    table.show();
    const auto words = [&] { return table.copiedText().simplified(); };
    EXPECT_TRUE(words().endsWith(QStringLiteral("192.168.10.1 default 192.168.9.1")));
    auto* head = table.horizontalHeader();
    const auto click = [&] {
        QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, {10, head->height() / 2});
    };
    click();
    EXPECT_TRUE(words().endsWith(QStringLiteral("192.168.9.1 192.168.10.1 default")));
    add("192.168.9.20");
    EXPECT_TRUE(words().endsWith(QStringLiteral("192.168.9.1 192.168.9.20 192.168.10.1 default")));
    click();
    click();
    EXPECT_TRUE(words().endsWith(QStringLiteral("192.168.10.1 default 192.168.9.1 192.168.9.20")));
}

}  // namespace
}  // namespace podwire::ui
