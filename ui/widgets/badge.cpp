// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include <QCoreApplication>
#include <QEvent>
#include <QVariant>

#include "ui/widgets/tone.h"

namespace podwire::ui {

Badge::Badge(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::set(const QString& word, const char* tone) {
    setStyleProperty(*this, "badge", QLatin1String(tone));
    QEvent restyled(QEvent::StyleChange);  // a QFrame keeps the padding that it had before
    QCoreApplication::sendEvent(this, &restyled);
    setText(word);
}

}  // namespace podwire::ui
