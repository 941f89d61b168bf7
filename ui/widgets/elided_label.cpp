// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"

namespace podwire::ui {

ElidedLabel::ElidedLabel(Qt::Alignment alignment, QWidget* parent) : QWidget(parent), alignment_(alignment) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text) {
    if (text.simplified() == text_) {
        return;
    }
    text_ = text.simplified();
    setToolTip(text);
    setAccessibleName(text_);
    if (!keepWidth_ || textWidth() > widest_) {
        widest_ = textWidth();
        updateGeometry();
    }
    update();
}

void ElidedLabel::setMuted(bool muted) {
    muted_ = muted;
    update();
}

QSize ElidedLabel::sizeHint() const {
    return {keepWidth_ ? widest_ : textWidth(), fontMetrics().height()};
}

int ElidedLabel::textWidth() const {
    return fontMetrics().horizontalAdvance(text_) + 2;
}

QSize ElidedLabel::minimumSizeHint() const {
    constexpr int kLeast = 40;
    constexpr int kShort = 80;  // a few words are worth the room
    return {std::clamp(sizeHint().width(), kLeast, keepWidth_ ? kShort : kLeast), fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(muted_ ? tokens().muted : tokens().text);
    painter.drawText(rect(), static_cast<int>(alignment_ | Qt::AlignVCenter),
                     fontMetrics().elidedText(text_, Qt::ElideRight, width()));
}

}  // namespace podwire::ui
