// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSizeF>

#include "core/live/layout.h"

namespace podwire::live {

/// One node with all that stands on it; its upper left corner is the origin.
struct NodeBlock {
    std::string id;
    bool isPlain = true;  ///< nothing stands on it
    QSizeF size;
    std::map<std::string, Box> boxes;
    std::map<std::string, QList<QPointF>> wires;
};

NodeBlock layOutNode(const Topology& topology, const Element& node, const Measure& measure);

}  // namespace podwire::live
