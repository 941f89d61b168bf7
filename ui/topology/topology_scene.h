// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsScene>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/topology/topology_look.h"

namespace podwire::ui {

class BoxItem;
class BusItem;
class PacketItem;
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
    ~TopologyScene() override;

    void show(const live::Topology& topology, double aspect);
    void setRates(const std::map<std::string, EdgeRate>& rates);
    /// Whoever changes it calls update().
    [[nodiscard]] TopologyLook& look() { return look_; }

    /// A packet at what has this id; it is drawn nowhere when that has no place.
    void showPacket(const std::string& id, const QString& words);
    void hidePacket();
    [[nodiscard]] const PacketItem& packet() const { return *packet_; }

    /// Whether there is traffic to be shown.
    [[nodiscard]] bool isMoving() const;
    void advanceBy(double seconds);

    /// The id of what is nearest to the eye there; empty: nothing.
    [[nodiscard]] std::string idAt(const QPointF& point) const;
    /// All things as they are read, from the left to the right and from above to below.
    [[nodiscard]] const std::vector<std::string>& order() const { return order_; }
    [[nodiscard]] QRectF rectOf(const std::string& id) const;
    /// A point of it that others leave free; nothing when it has no place.
    [[nodiscard]] std::optional<QPointF> pointOf(const std::string& id) const;

private:
    void sortOrder(const live::Topology& topology, const live::Layout& layout);

    TopologyLook look_;
    std::map<std::string, BoxItem*> boxes_;
    std::map<std::string, WireItem*> wires_;
    std::map<std::string, BusItem*> buses_;
    PacketItem* packet_;
    std::vector<std::string> order_;
};

}  // namespace podwire::ui
