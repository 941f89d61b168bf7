// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/live/layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/live/node_layout.h"

namespace podwire::live {
namespace {

using Kind = Element::Kind;

constexpr double kMargin = 8;
constexpr double kColumnGap = 14;
constexpr double kBusGap = 12;   // between two networks, and from a network to the nodes
constexpr double kHeadGap = 14;  // below the nodes above the networks
constexpr double kRowGap = 12;
constexpr double kTrunk = 10;

/// Nodes in rows, all of the same number but the last.
using Rows = std::vector<std::vector<const NodeBlock*>>;

double widthOf(const std::vector<const NodeBlock*>& row) {
    double width = 0;
    for (const NodeBlock* block : row) {
        width += block->size.width() + (width > 0 ? kColumnGap : 0);
    }
    return width;
}

double heightOf(const std::vector<const NodeBlock*>& row) {
    double height = 0;
    for (const NodeBlock* block : row) {
        height = std::max(height, block->size.height());
    }
    return height;
}

Rows cut(const std::vector<const NodeBlock*>& blocks, std::size_t columns) {
    Rows rows;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (i % columns == 0) {
            rows.emplace_back();
        }
        rows.back().push_back(blocks[i]);
    }
    return rows;
}

class Placer {
public:
    Placer(const Topology& topology, const Measure& measure, double aspect)
        : topology_(topology), measure_(measure), aspect_(aspect) {
        for (const Element& one : topology.elements) {
            if (one.kind == Kind::Network) {
                networks_.push_back(&one);
            } else if (one.kind == Kind::Node) {
                blocks_.push_back(layOutNode(topology, one, measure));
            }
        }
    }

    Layout run() {
        std::vector<const NodeBlock*> above;
        std::vector<const NodeBlock*> below;
        for (const NodeBlock& block : blocks_) {
            (block.isPlain && !networks_.empty() ? above : below).push_back(&block);
        }
        if (below.empty()) {
            above.swap(below);
        }
        const Rows heads = above.empty() ? Rows() : cut(above, above.size());
        const Rows rows = bestRows(below, heads);
        place(heads, rows);
        drawUplinks();
        return std::move(layout_);
    }

private:
    [[nodiscard]] double busHeight() const {
        return networks_.empty() ? 0 : static_cast<double>(networks_.size()) * kBusGap + kBusGap / 2;
    }

    [[nodiscard]] double labelsHeight() const { return networks_.empty() ? 0 : measure_.line; }

    /// Room at the left for the lines that lead from the first row's buses to the others'.
    [[nodiscard]] double trunkWidth(const Rows& rows) const {
        return rows.size() > 1 ? static_cast<double>(networks_.size()) * kTrunk + kTrunk : 0;
    }

    [[nodiscard]] double labelWidth(const Element& network) const {
        return measure_.width(network.name, Label::Role::Detail);
    }

    [[nodiscard]] double namesWidth() const {
        return std::accumulate(networks_.begin(), networks_.end(), 0.0, [&](double sum, const Element* one) {
            return sum + labelWidth(*one) + kColumnGap;
        });
    }

    [[nodiscard]] double contentWidth(const Rows& heads, const Rows& rows) const {
        double width = trunkWidth(rows);
        for (const auto& row : rows) {
            width = std::max(width, trunkWidth(rows) + widthOf(row));
        }
        const double head = heads.empty() ? 0 : widthOf(heads.front());
        // The networks' names stand left of what leads down from the nodes above.
        return std::max({width, head, heads.empty() ? namesWidth() : head + 2 * namesWidth()});
    }

    [[nodiscard]] double contentHeight(const Rows& heads, const Rows& rows) const {
        double height = heads.empty() ? 0 : heightOf(heads.front()) + kHeadGap / 2;
        height += labelsHeight();
        for (const auto& row : rows) {
            height += busHeight() + heightOf(row) + kRowGap;
        }
        return height;
    }

    /// The number of columns with which all is drawn largest in a view of the wanted shape.
    [[nodiscard]] Rows bestRows(const std::vector<const NodeBlock*>& below, const Rows& heads) const {
        Rows best;
        double bestScale = 0;
        for (std::size_t columns = 1; columns <= below.size(); ++columns) {
            Rows rows = cut(below, columns);
            const double scale =
                std::min(aspect_ / contentWidth(heads, rows), 1 / contentHeight(heads, rows));
            if (scale > bestScale) {
                bestScale = scale;
                best = std::move(rows);
            }
        }
        return best;
    }

    void place(const Rows& heads, const Rows& rows) {
        const double width = contentWidth(heads, rows);
        const double trunk = trunkWidth(rows);
        double y = kMargin;
        if (!heads.empty()) {
            const double height = heightOf(heads.front());
            placeRow(heads.front(), kMargin + (width - widthOf(heads.front())) / 2, y + height, true);
            y += height + kHeadGap / 2;
        }
        nameNetworks(y);
        y += labelsHeight();
        for (const auto& row : rows) {
            drawBuses(y, kMargin, width, rows.size() > 1);
            y += busHeight();
            const double free = width - trunk - widthOf(row);
            placeRow(row, kMargin + trunk + std::max(0.0, free / 2), y, false);
            y += heightOf(row) + kRowGap;
        }
        layout_.bounds = QRectF(0, 0, width + 2 * kMargin, y - kRowGap + kMargin);
    }

    /// `y`: the row's upper edge, or with `above` its lower one.
    void placeRow(const std::vector<const NodeBlock*>& row, double x, double y, bool above) {
        for (const NodeBlock* block : row) {
            const double top = above ? y - block->size.height() : y;
            for (const auto& [id, box] : block->boxes) {
                Box moved = box;
                moved.rect.translate(x, top);
                for (Label& label : moved.labels) {
                    label.rect.translate(x, top);
                }
                layout_.boxes[id] = std::move(moved);
            }
            for (const auto& [id, wire] : block->wires) {
                for (const QPointF& point : wire) {
                    layout_.wires[id].append(point + QPointF(x, top));
                }
            }
            isAbove_[block->id] = above;
            x += block->size.width() + kColumnGap;
        }
    }

    void nameNetworks(double y) {
        double x = kMargin;
        for (const Element* network : networks_) {
            const QRectF rect(x, y, labelWidth(*network), measure_.line);
            layout_.boxes[network->id] = {rect, {{network->name, Label::Role::Detail, rect}}};
            x += rect.width() + kColumnGap;
        }
    }

    void drawBuses(double y, double left, double width, bool trunk) {
        for (std::size_t i = 0; i < networks_.size(); ++i) {
            const double at = y + static_cast<double>(i) * kBusGap + kBusGap / 2;
            const double from = trunk ? left + static_cast<double>(i) * kTrunk : left;
            auto& lines = layout_.buses[networks_[i]->id];
            if (!lines.empty()) {
                lines.emplace_back(QPointF(from, lines.front().y1()), QPointF(from, at));
            }
            lines.emplace_back(QPointF(from, at), QPointF(left + width, at));
        }
    }

    /// From a node straight to the nearest line of its network.
    void drawUplinks() {
        std::map<std::string, int> drawn;
        for (const Edge& edge : topology_.edges) {
            const auto box = layout_.boxes.find(edge.from);
            if (edge.kind != Edge::Kind::Uplink || box == layout_.boxes.end()) {
                continue;
            }
            const int count = drawn[edge.from]++;
            const QRectF& node = box->second.rect;
            const double x = node.center().x() + count * kTrunk;
            const bool above = isAbove_[edge.from];
            const double from = above ? node.bottom() : node.top();
            layout_.wires[edge.id] = {QPointF(x, from), QPointF(x, busNear(edge.to, from, above))};
        }
        shortenBuses();
    }

    [[nodiscard]] double busNear(const std::string& network, double y, bool below) const {
        double best = y;
        double least = std::numeric_limits<double>::max();
        for (const QLineF& line : layout_.buses.at(network)) {
            const double distance = below ? line.y1() - y : y - line.y1();
            if (line.y1() == line.y2() && distance >= 0 && distance < least) {
                least = distance;
                best = line.y1();
            }
        }
        return best;
    }

    /// A line ends where its last node hangs.
    void shortenBuses() {
        for (auto& [network, lines] : layout_.buses) {
            const bool single = lines.size() == 1;
            for (QLineF& line : lines) {
                if (line.y1() != line.y2()) {
                    continue;
                }
                double low = std::numeric_limits<double>::max();
                double high = single ? std::numeric_limits<double>::lowest() : line.x1();
                for (const auto& [id, wire] : layout_.wires) {
                    if (wire.last().y() == line.y1()) {
                        low = std::min(low, wire.last().x());
                        high = std::max(high, wire.last().x());
                    }
                }
                if (high > std::numeric_limits<double>::lowest()) {
                    line = QLineF(single ? low : line.x1(), line.y1(), high, line.y1());
                }
            }
        }
    }

    const Topology& topology_;
    const Measure& measure_;
    double aspect_;
    std::vector<const Element*> networks_;
    std::vector<NodeBlock> blocks_;
    std::map<std::string, bool> isAbove_;
    Layout layout_;
};

}  // namespace

std::string stateWord(const Element& element) {
    if (!element.reached) {
        return element.kind == Kind::Node ? "not reached" : std::string();
    }
    switch (element.state) {
        case LinkState::Down:
            return "down";
        case LinkState::NoCarrier:
            return "no carrier";
        case LinkState::Up:
            break;
    }
    return {};
}

Layout layOut(const Topology& topology, const Measure& measure, double aspect) {
    return Placer(topology, measure, aspect).run();
}

}  // namespace podwire::live
