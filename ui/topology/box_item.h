// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsItem>

#include "ui/topology/topology_look.h"

namespace podwire::ui {

/// A thing of the topology at its place. `look` must outlive it.
class BoxItem : public QGraphicsItem {
public:
    BoxItem(live::Element element, live::Box box, const TopologyLook& look);

    [[nodiscard]] const live::Element& element() const { return element_; }
    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void paintBody(QPainter& painter) const;
    void paintTexts(QPainter& painter) const;
    [[nodiscard]] QColor textColour(const live::Label& label) const;

    live::Element element_;
    live::Box box_;
    const TopologyLook& look_;
};

}  // namespace podwire::ui
