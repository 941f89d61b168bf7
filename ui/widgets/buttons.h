// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QToolButton>

#include "ui/theme/tokens.h"

namespace podwire::ui {

/// `kind`: "primary", "link", "chip", "fold" or "" for a plain one.
QPushButton* button(const QString& text, const char* kind = "", QWidget* parent = nullptr);

/// A button with an icon alone. `what` is its accessible name and tooltip.
class IconButton : public QToolButton {
    Q_OBJECT
public:
    IconButton(const QString& icon, const QString& what, QWidget* parent = nullptr);
    void setIconName(const QString& icon, QColor Tokens::*colour = &Tokens::muted);

private:
    void render();
    QString icon_;
    QColor Tokens::*colour_ = &Tokens::muted;
};

/// Puts a text on the clipboard and says so for a moment.
class CopyButton : public IconButton {
    Q_OBJECT
public:
    CopyButton(QString text, const QString& what, QWidget* parent = nullptr);

private:
    void copy();
    QString text_;
};

}  // namespace podwire::ui
