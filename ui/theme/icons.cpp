// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QFile>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/theme/resources.h"

namespace podwire::ui {
namespace {

QByteArray coloured(const QString& name, const QColor& colour, const QColor& mark) {
    useResources();
    QFile file(QStringLiteral(":/podwire/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name().toLatin1());
    svg.replace("white", mark.name().toLatin1());
    return svg;
}

}  // namespace

QPixmap iconPixmap(const QString& name, int pixels, const QColor& colour, const QColor& mark,
                   qreal devicePixelRatio) {
    const QString key = QStringLiteral("podwire/%1/%2/%3/%4/%5")
                            .arg(name, colour.name(), mark.name())
                            .arg(pixels)
                            .arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    pixmap = QPixmap(QSize(pixels, pixels) * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(coloured(name, colour, mark));
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString& name, const QColor& colour, const QColor& mark) {
    QIcon result;
    for (const qreal ratio : {1.0, 2.0}) {
        result.addPixmap(iconPixmap(name, 16, colour, mark, ratio));
    }
    return result;
}

}  // namespace podwire::ui
