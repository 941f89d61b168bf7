// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QPalette>
#include <QSignalSpy>

#include "ui/theme/icons.h"

namespace podwire::ui {
namespace {

class ThemeTest : public testing::Test {
protected:
    ~ThemeTest() override { Theme::instance().setMode(ThemeMode::Light); }
    Theme& theme = Theme::instance();
};

TEST_F(ThemeTest, SwitchesPaletteAndStyleSheetAndSaysSo) {
    const QSignalSpy changes(&theme, &Theme::changed);
    theme.setMode(ThemeMode::Dark);
    EXPECT_EQ(changes.size(), 1);
    EXPECT_EQ(QApplication::palette().color(QPalette::Window), tokensFor(Scheme::Dark).surface);
    EXPECT_TRUE(qApp->styleSheet().contains(tokensFor(Scheme::Dark).page.name()));
}

TEST_F(ThemeTest, StaysQuietWhenTheLookIsTheSame) {
    const QSignalSpy changes(&theme, &Theme::changed);
    theme.setMode(ThemeMode::Light);
    EXPECT_TRUE(changes.isEmpty());
}

TEST_F(ThemeTest, CommandsStandInAFixedPitch) {
    const QFontMetrics metrics(Theme::mono());
    EXPECT_EQ(metrics.horizontalAdvance(QStringLiteral("iiii")),
              metrics.horizontalAdvance(QStringLiteral("MMMM")));
}

TEST_F(ThemeTest, EveryIconDrawsSomethingInTheColourAsked) {
    const QStringList files = QDir(QStringLiteral(":/podwire/icons")).entryList({QStringLiteral("*.svg")});
    ASSERT_GT(files.size(), 20);
    for (const QString& file : files) {
        const QImage image = iconPixmap(file.chopped(4), 16, Qt::magenta).toImage();
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                drawn += image.pixelColor(x, y).alpha() > 128 ? 1 : 0;
            }
        }
        EXPECT_GT(drawn, 8) << file.toStdString();
    }
}

TEST_F(ThemeTest, AnIconIsSharpOnADenseScreen) {
    const QPixmap pixmap = iconPixmap(QStringLiteral("tick"), 16, Qt::black, Qt::white, 2.0);
    EXPECT_EQ(pixmap.width(), 32);
    EXPECT_EQ(pixmap.devicePixelRatio(), 2.0);
}

}  // namespace
}  // namespace podwire::ui
