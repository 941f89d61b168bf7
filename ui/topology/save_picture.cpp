// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/save_picture.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>

namespace podwire::ui {

bool saveSvg(QGraphicsScene& scene, const QString& title, const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    const QRectF all = scene.sceneRect();
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setTitle(title);
    generator.setSize(all.size().toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), all.size()));
    QPainter painter(&generator);
    scene.render(&painter, QRectF(QPointF(0, 0), all.size()), all);
    painter.end();
    return file.flush() && file.error() == QFileDevice::NoError;
}

bool savePng(QGraphicsScene& scene, const QString& path) {
    constexpr int scale = 2;
    const QRectF all = scene.sceneRect();
    QImage image((all.size() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull()) {
        return false;
    }
    image.fill(scene.backgroundBrush().color());
    QPainter painter(&image);
    scene.render(&painter, QRectF(image.rect()), all);
    painter.end();
    return image.save(path, "PNG");
}

}  // namespace podwire::ui
