// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>

#include "core/nodes/running_lab.h"
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

/// The nodes that were chosen last; nothing before the first choice, or when it makes no sense any more.
std::optional<nodes::LabChoice> labChoice();
/// Its inventory, if it has one, becomes the first of recentInventories().
void setLabChoice(const nodes::LabChoice& choice);
/// At most eight files, the last one first.
QStringList recentInventories();

}  // namespace podwire::ui::memory
