// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tone.h"

#include <QStyle>
#include <QVariant>

#include "ui/widgets/text_label.h"

namespace podwire::ui {

void setStyleProperty(QWidget& widget, const char* name, const QVariant& value) {
    if (widget.property(name) == value) {
        return;
    }
    widget.setProperty(name, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

QLabel* label(const QString& text, const char* tone, QWidget* parent) {
    auto* result = new TextLabel(text, parent);
    result->setTextFormat(Qt::PlainText);
    result->setWordWrap(true);
    result->setProperty("tone", QLatin1String(tone));
    return result;
}

}  // namespace podwire::ui
