// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/packet_item.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr double radius = 5.5;
constexpr double aside = 9;  // of the words from the dot
constexpr double pad = 4;
constexpr int glideTime = 260;  // milliseconds
constexpr int onTop = 10;

QFont font() {
    return Theme::mono(size::tiny);
}

}  // namespace

PacketItem::PacketItem() {
    setZValue(onTop);
    setVisible(false);
    glide_.setDuration(glideTime);
    glide_.setEasingCurve(QEasingCurve::InOutQuad);
    QObject::connect(&glide_, &QVariantAnimation::valueChanged, &glide_,
                     [this](const QVariant& value) { setPos(value.toPointF()); });
}

void PacketItem::moveTo(const QPointF& place, const QString& words, const QRectF& inside) {
    prepareGeometryChange();
    words_ = words;
    const QFontMetricsF metrics(font());
    tag_ = QRectF(0, 0, metrics.horizontalAdvance(words) + 2 * pad, metrics.height() + pad);
    const double left =
        std::clamp(place.x() + aside, inside.left(), std::max(inside.left(), inside.right() - tag_.width()));
    const bool fitsAbove = place.y() - aside - tag_.height() >= inside.top();
    tag_.moveTopLeft({left - place.x(), fitsAbove ? -aside - tag_.height() : aside});
    glide_.stop();
    if (!isVisible()) {
        setPos(place);
        setVisible(true);
    } else {
        glide_.setStartValue(pos());
        glide_.setEndValue(place);
        glide_.start();
    }
    update();
}

void PacketItem::hideAway() {
    glide_.stop();
    setVisible(false);
}

QRectF PacketItem::boundingRect() const {
    return QRectF(-radius, -radius, 2 * radius, 2 * radius).united(tag_).adjusted(-2, -2, 2, 2);
}

void PacketItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens().accent, 1));
    painter->setBrush(tokens().surface);
    painter->drawRoundedRect(tag_, 3, 3);
    painter->setPen(tokens().text);
    painter->setFont(font());
    painter->drawText(tag_, Qt::AlignCenter, words_);
    painter->setPen(QPen(tokens().surface, 2));
    painter->setBrush(tokens().accent);
    painter->drawEllipse(QPointF(0, 0), radius, radius);
}

}  // namespace podwire::ui
