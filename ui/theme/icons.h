// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>
#include <QRectF>
#include <QString>

namespace podwire::ui {

/// An icon of resources/icons in these colours: currentColor becomes `colour`, white becomes `mark`.
QIcon icon(const QString& name, const QColor& colour, const QColor& mark = Qt::white);

/// The same as one picture, sharp at this device pixel ratio. Cached.
QPixmap iconPixmap(const QString& name, int pixels, const QColor& colour, const QColor& mark = Qt::white,
                   qreal devicePixelRatio = 1.0);

}  // namespace podwire::ui
