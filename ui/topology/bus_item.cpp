// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/bus_item.h"

#include <QPainter>
#include <algorithm>

#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr double around = 3;
constexpr double busyWidth = 3;
constexpr double speed = 8;  // dashes a second, in widths of the pen

}  // namespace

BusItem::BusItem(live::Element network, std::vector<QLineF> lines, const TopologyLook& look)
    : network_(std::move(network)), lines_(std::move(lines)), look_(look) {}

void BusItem::setBusy(const std::vector<QPointF>& ends) {
    busy_.clear();
    for (const QLineF& line : lines_) {
        double low = line.x2();
        double high = line.x1();
        for (const QPointF& end : ends) {
            if (end.y() == line.y1() && line.y1() == line.y2()) {
                low = std::min(low, end.x());
                high = std::max(high, end.x());
            }
        }
        if (low < high) {
            busy_.emplace_back(low, line.y1(), high, line.y1());
        }
    }
    update();
}

void BusItem::advanceBy(double seconds) {
    travelled_ -= speed * seconds;
    update();
}

QRectF BusItem::boundingRect() const {
    QRectF all;
    for (const QLineF& line : lines_) {
        all |= QRectF(line.p1(), line.p2()).normalized().adjusted(-around, -around, around, around);
    }
    return all;
}

void BusItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(look_.opacityOf(network_.id, true));
    const bool lit = look_.isLit(network_.id);
    painter->setPen(QPen(lit ? tokens().accent : tokens().control, lit ? 2.5 : 1.2));
    for (const QLineF& line : lines_) {
        painter->drawLine(line);
    }
    QPen moving(tokens().accent, busyWidth);
    moving.setDashPattern({2, 1.4});
    moving.setDashOffset(travelled_);
    moving.setCapStyle(Qt::FlatCap);
    painter->setPen(moving);
    for (const QLineF& line : busy_) {
        painter->drawLine(line);
    }
}

}  // namespace podwire::ui
