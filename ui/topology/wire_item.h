// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

#include "ui/topology/topology_look.h"

namespace podwire::ui {

/// A link between two things, with its traffic as dots that move along it. `look` must outlive it.
class WireItem : public QGraphicsItem {
public:
    WireItem(live::Edge edge, QList<QPointF> points, const TopologyLook& look);

    [[nodiscard]] const live::Edge& edge() const { return edge_; }
    [[nodiscard]] QPointF end() const { return points_.last(); }
    [[nodiscard]] QPointF middle() const { return path_.pointAtPercent(0.5); }
    /// Packets a second from the edge's `from` to its `to` and back.
    void setRate(double there, double back);
    [[nodiscard]] bool isMoving() const { return there_ > 0 || back_ > 0; }
    /// Moves the dots by this much of a second.
    void advanceBy(double seconds);

    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintDots(QPainter& painter, double rate, bool forth) const;

    live::Edge edge_;
    QList<QPointF> points_;
    QPainterPath path_;
    const TopologyLook& look_;
    double there_ = 0;
    double back_ = 0;
    double travelled_ = 0;
};

}  // namespace podwire::ui
