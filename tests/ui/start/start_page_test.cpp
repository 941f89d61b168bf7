// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_page.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QSignalSpy>

#include "ui/start/start_progress.h"
#include "ui/widgets/error_box.h"

namespace podwire::ui {
namespace {

TEST(StartPageTest, StartsTheLabOnce) {
    StartPage page;
    const QSignalSpy starts(&page, &StartPage::startRequested);
    page.startButton()->click();
    EXPECT_EQ(starts.size(), 1);
    page.setBusy(true, true);
    page.startButton()->click();
    EXPECT_EQ(starts.size(), 1) << "a start is under way";
}

TEST(StartPageTest, HasOneLineForEachStageAndEachNode) {
    StartPage page;
    StartProgress& progress = *page.progress();
    progress.add(QStringLiteral("image"), {}, QStringLiteral("Unpacking"), 40);
    progress.add(QStringLiteral("image"), {}, QStringLiteral("Ready"), 100);
    progress.add(QStringLiteral("boot"), QStringLiteral("node1"), QStringLiteral("booting"), -1);
    progress.add(QStringLiteral("ssh"), QStringLiteral("node1"), QStringLiteral("answers SSH"), 33);
    EXPECT_EQ(progress.lines(),
              QStringList({QStringLiteral("Base image: Ready"), QStringLiteral("node1: answers SSH")}));
    progress.clear();
    EXPECT_TRUE(progress.lines().isEmpty());
}

TEST(StartPageTest, AnErrorStaysUntilTheNextStart) {
    StartPage page;
    page.showError({ErrorKind::Permission, "You may not do this", "sudo: no", "Ask an administrator."});
    EXPECT_EQ(page.error()->words(), QStringLiteral("You may not do this"));
    page.clearError();
    EXPECT_TRUE(page.error()->words().isEmpty());
}

}  // namespace
}  // namespace podwire::ui
