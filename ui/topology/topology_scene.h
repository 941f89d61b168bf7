// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsScene>
#include <map>
#include <string>
#include <vector>

#include "ui/topology/topology_look.h"

namespace podwire::ui {

class BoxItem;
class BusItem;
class WireItem;

/// Traffic of one edge in packets a second, from its `from` to its `to` and back.
struct EdgeRate {
    double there = 0;
    double back = 0;
};

/// The picture of a topology.
class TopologyScene : public QGraphicsScene {
    Q_OBJECT
public:
    explicit TopologyScene(QObject* parent = nullptr);

    void show(const live::Topology& topology, double aspect);
    void setRates(const std::map<std::string, EdgeRate>& rates);
    /// Whoever changes it calls update().
    [[nodiscard]] TopologyLook& look() { return look_; }

    /// Whether there is traffic to be shown.
    [[nodiscard]] bool isMoving() const;
    void advanceBy(double seconds);

    /// The id of what is nearest to the eye there; empty: nothing.
    [[nodiscard]] std::string idAt(const QPointF& point) const;
    /// All things as they are read, from the left to the right and from above to below.
    [[nodiscard]] const std::vector<std::string>& order() const { return order_; }
    [[nodiscard]] QRectF rectOf(const std::string& id) const;

private:
    void sortOrder(const live::Topology& topology, const live::Layout& layout);

    TopologyLook look_;
    std::map<std::string, BoxItem*> boxes_;
    std::map<std::string, WireItem*> wires_;
    std::map<std::string, BusItem*> buses_;
    std::vector<std::string> order_;
};

}  // namespace podwire::ui
