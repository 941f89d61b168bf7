// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/wire_item.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using Kind = live::Edge::Kind;

constexpr double touch = 5;    // how near a click must be
constexpr double speed = 34;   // of the dots, a second
constexpr double widest = 20;  // between two dots of a link with hardly any traffic
constexpr double closest = 6;
constexpr double radius = 1.8;
constexpr double aside = 1.6;  // dots there and back keep out of each other's way

/// Twice the packets bring the dots nearer by the same amount.
double spacing(double rate) {
    return std::clamp(widest - 2 * std::log2(1 + rate), closest, widest);
}

}  // namespace

WireItem::WireItem(live::Edge edge, QList<QPointF> points, const TopologyLook& look)
    : edge_(std::move(edge)), points_(std::move(points)), look_(look) {
    path_.moveTo(points_.first());
    for (const QPointF& point : points_) {
        path_.lineTo(point);
    }
    setZValue(1);
}

void WireItem::setRate(double there, double back) {
    constexpr double least = 0.5;
    there_ = there < least ? 0 : there;
    back_ = back < least ? 0 : back;
    update();
}

void WireItem::advanceBy(double seconds) {
    travelled_ += speed * seconds;
    update();
}

QRectF WireItem::boundingRect() const {
    return path_.boundingRect().adjusted(-touch, -touch, touch, touch);
}

QPainterPath WireItem::shape() const {
    QPainterPathStroker wide;
    wide.setWidth(2 * touch);
    return wide.createStroke(path_);
}

void WireItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(look_.opacityOf(edge_.id, edge_.reached));
    const bool lit = look_.isLit(edge_.id);
    QPen pen(lit ? tokens().accent : tokens().control, lit ? 2.5 : 1.2);
    if (edge_.kind == Kind::Forward) {
        pen = QPen(tokens().vip, 1, Qt::DashLine);
    } else if (edge_.state != live::LinkState::Up) {
        pen.setColor(tokens().warn);
        pen.setStyle(Qt::DashLine);
    }
    if (look_.current == edge_.id) {
        pen.setWidthF(4);
        pen.setColor(tokens().accent);
    }
    painter->setPen(pen);
    painter->drawPath(path_);
    paintDots(*painter, there_, true);
    paintDots(*painter, back_, false);
}

void WireItem::paintDots(QPainter& painter, double rate, bool forth) const {
    const double length = path_.length();
    if (rate <= 0 || length <= 0) {
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent);
    const double apart = spacing(rate);
    const double first = std::fmod(travelled_, apart);
    const int dots = static_cast<int>(std::ceil((length - first) / apart));
    for (int i = 0; i < dots; ++i) {
        const double at = first + i * apart;
        const double part = path_.percentAtLength(forth ? at : length - at);
        const double angle = path_.angleAtPercent(part) * M_PI / 180;
        const QPointF normal(std::sin(angle), std::cos(angle));
        painter.drawEllipse(path_.pointAtPercent(part) + normal * (forth ? aside : -aside), radius, radius);
    }
}

}  // namespace podwire::ui
