// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QApplication>
#include <QFontInfo>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "tests/support/qt_messages.h"
#include "ui/theme/theme.h"

// Settings go to a folder of the run, so that no test sees what another, or the user, has stored.
int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
    if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) {
        qputenv("XDG_RUNTIME_DIR", home.path().toLocal8Bit());
    }
    QCoreApplication::setOrganizationName(QStringLiteral("podwire-test"));
    QCoreApplication::setApplicationName(QStringLiteral("podwire-test"));
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    podwire::test::failOnQtWarnings();
    podwire::ui::Theme::instance().install(podwire::ui::ThemeMode::Light);
    if (QFontInfo(QApplication::font()).family().isEmpty()) {
        std::fputs("No fonts: install fonts-dejavu-core\n", stderr);
        return 1;
    }
    return RUN_ALL_TESTS();
}
