// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/live/topology.h"

/// Where each thing of a topology stands, in device-independent pixels.
namespace podwire::live {

struct Label {
    enum class Role { Name, Detail };
    std::string text;
    Role role = Role::Name;
    QRectF rect;  ///< as wide as the text
};

/// A thing's place. A node's holds those of what is on it.
struct Box {
    QRectF rect;
    std::vector<Label> labels;
};

struct Layout {
    std::map<std::string, Box> boxes;                  ///< by Element::id
    std::map<std::string, QList<QPointF>> wires;       ///< by Edge::id, from its `from` to its `to`
    std::map<std::string, std::vector<QLineF>> buses;  ///< by the id of a Network
    QRectF bounds;
};

/// How wide a text is, and how high a line of it.
struct Measure {
    std::function<double(const std::string& text, Label::Role role)> width;
    double line = 14;
};

/// Nodes with little on them stand above the networks, the others below, in rows that together come as close
/// as they can to `aspect` (width by height). No two boxes of the same depth touch, and no two labels.
Layout layOut(const Topology& topology, const Measure& measure, double aspect);

/// What is wrong with a link, in a word or two: "down", "no carrier"; empty when nothing is.
std::string stateWord(const Element& element);

}  // namespace podwire::live
