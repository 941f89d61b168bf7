// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include <QVariant>

#include "ui/widgets/tone.h"

namespace podwire::ui {

Badge::Badge(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Badge::set(const QString& word, const char* tone) {
    setText(word);
    setStyleProperty(*this, "badge", QLatin1String(tone));
}

}  // namespace podwire::ui
