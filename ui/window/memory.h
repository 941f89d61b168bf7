// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "ui/theme/theme.h"

class QMainWindow;

/// What the window remembers from one run to the next, in the user's settings.
namespace podwire::ui::memory {

ThemeMode theme();
void setTheme(ThemeMode mode);

/// False when there is nothing to restore.
bool restoreLayout(QMainWindow& window);
void saveLayout(const QMainWindow& window);

QString lastStep(const QString& lab);
void setLastStep(const QString& lab, const QString& step);

}  // namespace podwire::ui::memory
