// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/memory.h"

#include <QMainWindow>
#include <QSettings>

#include "core/nodes/local_lab.h"
#include "ui/text/words.h"

namespace podwire::ui::memory {
namespace {

// Layouts of another version are not restored: docks may have come or gone.
constexpr int layoutVersion = 3;
constexpr qsizetype inventoriesKept = 8;

const QString themeKey = QStringLiteral("theme");
const QString geometryKey = QStringLiteral("window/geometry");
const QString stateKey = QStringLiteral("window/state");
const QString providerKey = QStringLiteral("nodes/provider");
const QString nameKey = QStringLiteral("nodes/name");
const QString inventoryKey = QStringLiteral("nodes/inventory");
const QString readOnlyKey = QStringLiteral("nodes/readOnly");
const QString inventoriesKey = QStringLiteral("nodes/inventories");

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

std::optional<nodes::LabChoice> labChoice() {
    const QSettings settings;
    const nodes::LabChoice choice{settings.value(nameKey).toString().toStdString(),
                                  settings.value(providerKey).toString().toStdString(),
                                  settings.value(inventoryKey).toString().toStdString(),
                                  settings.value(readOnlyKey).toBool()};
    const bool isHosts = choice.provider == "ssh";
    const bool isKnown = choice.provider == "local" || choice.provider == "multipass" || isHosts;
    if (!isKnown || !nodes::isLabName(choice.name) || (isHosts && choice.inventory.empty())) {
        return std::nullopt;
    }
    return choice;
}

void setLabChoice(const nodes::LabChoice& choice) {
    QSettings settings;
    settings.setValue(nameKey, text(choice.name));
    settings.setValue(providerKey, text(choice.provider));
    settings.setValue(inventoryKey, text(choice.inventory));
    settings.setValue(readOnlyKey, choice.readOnly);
    if (!choice.inventory.empty()) {
        QStringList files = recentInventories();
        files.removeAll(text(choice.inventory));
        files.prepend(text(choice.inventory));
        settings.setValue(inventoriesKey,
                          files.first(inventoriesKept < files.size() ? inventoriesKept : files.size()));
    }
}

QStringList recentInventories() {
    return QSettings().value(inventoriesKey).toStringList();
}

}  // namespace podwire::ui::memory
