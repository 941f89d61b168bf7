// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/pager.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/small_lab.h"

namespace podwire::ui {
namespace {

lab::Lab labWithLongTitles() {
    lab::Lab lab = test::smallLab();
    for (lab::Part& part : lab.parts) {
        for (lab::Step& step : part.steps) {
            step.title += " and a title that goes on for longer than any page of this window is wide";
        }
    }
    return lab;
}

TEST(PagerTest, LongTitlesAreCutRatherThanWidenThePage) {
    const lab::Lab lab = labWithLongTitles();
    Pager pager(lab, *lab.find("service.rules"));
    EXPECT_LE(pager.minimumSizeHint().width(), 400);
    pager.resize(400, 40);
    pager.show();
    auto* next = pager.findChild<QPushButton*>(QStringLiteral("nextStep"));
    ASSERT_NE(next, nullptr);
    EXPECT_LE(next->width(), 400);
    EXPECT_TRUE(next->text().contains(QChar(0x2026))) << next->text().toStdString();
    EXPECT_TRUE(next->toolTip().contains(QStringLiteral("any page of this window is wide")));
    pager.resize(3000, 40);
    EXPECT_FALSE(next->text().contains(QChar(0x2026))) << next->text().toStdString();
}

TEST(PagerTest, AClickAsksForTheStep) {
    const lab::Lab lab = test::smallLab();
    Pager pager(lab, *lab.find("service.rules"));
    const QSignalSpy asked(&pager, &Pager::stepRequested);
    QTest::mouseClick(pager.findChild<QPushButton*>(QStringLiteral("nextStep")), Qt::LeftButton);
    QTest::mouseClick(pager.findChild<QPushButton*>(QStringLiteral("previousStep")), Qt::LeftButton);
    ASSERT_EQ(asked.size(), 2);
    EXPECT_EQ(asked[0][0].toString(), QStringLiteral("service.route"));
    EXPECT_EQ(asked[1][0].toString(), QStringLiteral("overview.read"));
}

}  // namespace
}  // namespace podwire::ui
