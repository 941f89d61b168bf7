// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <functional>
#include <vector>

#include "core/live/chain_graph.h"

namespace podwire::live {

/// The way of an edge: from `begin` level to `leave`, by a curve to `lane`, level again to `turn`, and by a
/// curve or level to `end`.
struct GraphWire {
    QPointF begin;
    QPointF leave;
    QPointF lane;
    QPointF turn;
    QPointF end;
    QRectF label;  ///< room for a few letters above the level piece
};

/// In device-independent pixels, from (0, 0).
struct GraphLayout {
    std::vector<QRectF> boxes;     ///< as ChainGraph::nodes
    std::vector<GraphWire> wires;  ///< as ChainGraph::edges
    QSizeF size;
};

/// From left to right: a chain stands right of all that lead to it. No two boxes touch, and no wire passes
/// behind a box. `width`: of a box with its text.
GraphLayout layOutGraph(const ChainGraph& graph, const std::function<double(const GraphNode&)>& width);

}  // namespace podwire::live
