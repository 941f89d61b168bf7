// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/tokens.h"

namespace podwire::ui {

/// An icon that keeps to the theme.
class IconLabel : public QWidget {
    Q_OBJECT
public:
    explicit IconLabel(int pixels = 16, QWidget* parent = nullptr);
    void setIcon(const QString& name, QColor Tokens::*colour);
    [[nodiscard]] QString iconName() const { return name_; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int pixels_;
    QString name_;
    QColor Tokens::*colour_ = &Tokens::muted;
};

}  // namespace podwire::ui
