// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon_label.h"

#include <QPainter>

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace podwire::ui {

IconLabel::IconLabel(int pixels, QWidget* parent) : QWidget(parent), pixels_(pixels) {
    setFixedSize(pixels, pixels);
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void IconLabel::setIcon(const QString& name, QColor Tokens::*colour) {
    name_ = name;
    colour_ = colour;
    update();
}

QSize IconLabel::sizeHint() const {
    return {pixels_, pixels_};
}

void IconLabel::paintEvent(QPaintEvent*) {
    if (name_.isEmpty()) {
        return;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0,
                       iconPixmap(name_, pixels_, tokens().*colour_, tokens().onState, devicePixelRatioF()));
}

}  // namespace podwire::ui
