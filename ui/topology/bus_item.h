// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>
#include <QLineF>
#include <vector>

#include "ui/topology/topology_look.h"

namespace podwire::ui {

/// The lines of a network that nodes hang on. `look` must outlive it.
class BusItem : public QGraphicsItem {
public:
    BusItem(live::Element network, std::vector<QLineF> lines, const TopologyLook& look);

    [[nodiscard]] const live::Element& element() const { return network_; }
    /// Where nodes hang that send or receive; all of them on this network.
    void setBusy(const std::vector<QPointF>& ends);
    void advanceBy(double seconds);

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    live::Element network_;
    std::vector<QLineF> lines_;
    std::vector<QLineF> busy_;
    const TopologyLook& look_;
    double travelled_ = 0;
};

}  // namespace podwire::ui
