// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/memory.h"

#include <QMainWindow>
#include <QSettings>

namespace podwire::ui::memory {
namespace {

// Layouts of another version are not restored: docks may have come or gone.
constexpr int layoutVersion = 3;

const QString themeKey = QStringLiteral("theme");
const QString geometryKey = QStringLiteral("window/geometry");
const QString stateKey = QStringLiteral("window/state");

QString stepKey(const QString& lab) {
    return QStringLiteral("step/") + lab;
}

}  // namespace

ThemeMode theme() {
    const QString word = QSettings().value(themeKey).toString();
    if (word == QLatin1String("light")) {
        return ThemeMode::Light;
    }
    return word == QLatin1String("dark") ? ThemeMode::Dark : ThemeMode::System;
}

void setTheme(ThemeMode mode) {
    const QString word = mode == ThemeMode::Light  ? QStringLiteral("light")
                         : mode == ThemeMode::Dark ? QStringLiteral("dark")
                                                   : QStringLiteral("system");
    QSettings().setValue(themeKey, word);
}

bool restoreLayout(QMainWindow& window) {
    const QSettings settings;
    return window.restoreGeometry(settings.value(geometryKey).toByteArray()) &&
           window.restoreState(settings.value(stateKey).toByteArray(), layoutVersion);
}

void saveLayout(const QMainWindow& window) {
    QSettings settings;
    settings.setValue(geometryKey, window.saveGeometry());
    settings.setValue(stateKey, window.saveState(layoutVersion));
}

QString lastStep(const QString& lab) {
    return QSettings().value(stepKey(lab)).toString();
}

void setLastStep(const QString& lab, const QString& step) {
    QSettings().setValue(stepKey(lab), step);
}

}  // namespace podwire::ui::memory
