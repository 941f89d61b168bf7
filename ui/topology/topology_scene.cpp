// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/topology_scene.h"

#include <algorithm>
#include <tuple>

#include "ui/topology/box_item.h"
#include "ui/topology/bus_item.h"
#include "ui/topology/packet_item.h"
#include "ui/topology/wire_item.h"

namespace podwire::ui {
namespace {

constexpr QPointF nodeCorner{-18, 14};  // inside a node's frame, right of its name

}  // namespace

TopologyScene::TopologyScene(QObject* parent) : QGraphicsScene(parent), packet_(new PacketItem) {
    setItemIndexMethod(NoIndex);
    addItem(packet_);
}

TopologyScene::~TopologyScene() = default;

void TopologyScene::show(const live::Topology& topology, double aspect) {
    removeItem(packet_);
    clear();
    addItem(packet_);
    boxes_.clear();
    wires_.clear();
    buses_.clear();
    const live::Layout layout = live::layOut(topology, TopologyLook::measure(), aspect);
    for (const live::Element& element : topology.elements) {
        if (const auto box = layout.boxes.find(element.id); box != layout.boxes.end()) {
            addItem(boxes_[element.id] = new BoxItem(element, box->second, look_));
        }
        if (const auto bus = layout.buses.find(element.id); bus != layout.buses.end()) {
            addItem(buses_[element.id] = new BusItem(element, bus->second, look_));
        }
    }
    for (const live::Edge& edge : topology.edges) {
        const auto wire = layout.wires.find(edge.id);
        if (wire != layout.wires.end() && wire->second.size() > 1) {
            addItem(wires_[edge.id] = new WireItem(edge, wire->second, look_));
        }
    }
    setSceneRect(layout.bounds);
    sortOrder(topology, layout);
}

void TopologyScene::sortOrder(const live::Topology& topology, const live::Layout& layout) {
    order_.clear();
    for (const live::Element& element : topology.elements) {
        order_.push_back(element.id);
    }
    // What is on a node follows its node, which begins left above it.
    const auto node = [&](const std::string& id) {
        const auto box = boxes_.find(id);
        return box == boxes_.end() || box->second->element().node.empty()
                   ? layout.boxes.at(id).rect.topLeft()
                   : layout.boxes.at("node:" + box->second->element().node).rect.topLeft();
    };
    std::stable_sort(order_.begin(), order_.end(), [&](const std::string& a, const std::string& b) {
        const QPointF na = node(a);
        const QPointF nb = node(b);
        const QPointF pa = layout.boxes.at(a).rect.topLeft();
        const QPointF pb = layout.boxes.at(b).rect.topLeft();
        return std::tuple(na.y(), na.x(), pa.y(), pa.x()) < std::tuple(nb.y(), nb.x(), pb.y(), pb.x());
    });
}

void TopologyScene::setRates(const std::map<std::string, EdgeRate>& rates) {
    std::map<std::string, std::vector<QPointF>> busy;
    for (const auto& [id, wire] : wires_) {
        const auto rate = rates.find(id);
        wire->setRate(rate == rates.end() ? 0 : rate->second.there,
                      rate == rates.end() ? 0 : rate->second.back);
        if (wire->edge().kind == live::Edge::Kind::Uplink && wire->isMoving()) {
            busy[wire->edge().to].push_back(wire->end());
        }
    }
    for (const auto& [id, bus] : buses_) {
        bus->setBusy(busy[id]);
    }
}

bool TopologyScene::isMoving() const {
    return std::any_of(wires_.begin(), wires_.end(), [](const auto& one) { return one.second->isMoving(); });
}

void TopologyScene::advanceBy(double seconds) {
    for (const auto& [id, wire] : wires_) {
        if (wire->isMoving()) {
            wire->advanceBy(seconds);
        }
    }
    for (const auto& [id, bus] : buses_) {
        bus->advanceBy(seconds);
    }
}

std::string TopologyScene::idAt(const QPointF& point) const {
    for (const QGraphicsItem* item : items(point)) {
        if (const auto* box = dynamic_cast<const BoxItem*>(item)) {
            return box->element().id;
        }
        if (const auto* wire = dynamic_cast<const WireItem*>(item)) {
            return wire->edge().id;
        }
    }
    return {};
}

void TopologyScene::showPacket(const std::string& id, const QString& words) {
    if (const auto point = pointOf(id)) {
        packet_->moveTo(*point, words, sceneRect());
    } else {
        hidePacket();
    }
}

void TopologyScene::hidePacket() {
    packet_->hideAway();
}

std::optional<QPointF> TopologyScene::pointOf(const std::string& id) const {
    if (const auto box = boxes_.find(id); box != boxes_.end()) {
        const QRectF rect = box->second->boundingRect();
        const bool holdsOthers = box->second->element().kind == live::Element::Kind::Node;
        return holdsOthers ? QPointF(rect.right(), rect.top()) + nodeCorner : rect.center();
    }
    if (const auto wire = wires_.find(id); wire != wires_.end()) {
        return wire->second->middle();
    }
    return std::nullopt;
}

QRectF TopologyScene::rectOf(const std::string& id) const {
    const auto box = boxes_.find(id);
    return box == boxes_.end() ? QRectF() : box->second->boundingRect();
}

}  // namespace podwire::ui
