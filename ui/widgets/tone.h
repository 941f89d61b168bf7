// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

namespace podwire::ui {

/// Sets a property that the style sheet selects by, and styles the widget anew.
void setStyleProperty(QWidget& widget, const char* name, const QVariant& value);

/// A wrapping label. `tone`: "", "muted", "ok", "warn", "bad", "accent".
QLabel* label(const QString& text, const char* tone = "", QWidget* parent = nullptr);

}  // namespace podwire::ui
