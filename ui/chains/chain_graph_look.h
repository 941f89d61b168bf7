// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>

#include "core/live/chain_graph.h"
#include "core/live/chain_graph_layout.h"
#include "ui/text/command_spans.h"

class QPainter;

/// How the boxes and wires of a graph of chains look.
namespace podwire::ui {

struct GraphBox {
    QRectF rect;
    QString words;
    const live::GraphNode* node = nullptr;
    bool hovered = false;
    bool current = false;
};

/// Of a box with these words; long ones are cut.
double graphBoxWidth(const QString& words, const live::GraphNode& node);
void paintGraphBox(QPainter& painter, const GraphBox& box, const AddressBook& addresses);
void paintGraphWire(QPainter& painter, const live::GraphWire& wire, double packetsPerSecond);

}  // namespace podwire::ui
