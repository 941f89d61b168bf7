// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/chain_graph_look.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/chains/rule_words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using Kind = live::GraphNode::Kind;

constexpr double kPad = 9;
constexpr double kWidest = 300;
constexpr double kArrow = 4;
constexpr double kRound = 8;
constexpr float kTint = 0.12F;
constexpr float kQuiet = 0.7F;  // of wires where nothing passes: many run side by side

QFont fontOf(const live::GraphNode& node) {
    const bool chain = node.kind == Kind::Hook || node.kind == Kind::Chain;
    return Theme::text(size::small, chain ? QFont::DemiBold : QFont::Normal);
}

bool isDrop(const std::string& target) {
    return target == "DROP" || target == "REJECT";
}

/// Of what a box stands for, where that has a colour.
std::optional<QColor> colourOf(const GraphBox& box, const AddressBook& addresses) {
    const live::GraphNode& node = *box.node;
    if (node.kind == Kind::Hook) {
        return tokens().accent;
    }
    if (isDrop(node.kind == Kind::End ? node.rule->installed.rule.target->name : node.policy)) {
        return tokens().bad;
    }
    if (node.kind == Kind::End) {
        for (const CommandSpan& span : addressSpans(box.words, addresses)) {
            if (span.kind == CommandSpan::Kind::Backend) {
                return tokens().backend(span.backend);
            }
        }
    }
    return std::nullopt;
}

QColor inkOf(const live::GraphNode& node, const std::optional<QColor>& colour) {
    if (colour && node.kind != Kind::Hook) {
        return *colour;
    }
    const bool quiet = node.kind == Kind::More || node.kind == Kind::Policy;
    return quiet ? tokens().muted : tokens().text;
}

QColor groundOf(const live::GraphNode& node, std::optional<QColor> colour) {
    if (node.kind == Kind::More) {
        return tokens().surface;
    }
    if (colour) {
        colour->setAlphaF(kTint);
    }
    return colour.value_or(tokens().sunken);
}

/// Half-way upright, with round corners: what goes the same way is one trunk.
void bend(QPainterPath& path, QPointF to) {
    const QPointF from = path.currentPosition();
    const double middle = (from.x() + to.x()) / 2;
    const double down = to.y() - from.y();
    const double round = std::min({kRound, std::abs(down) / 2, std::abs(to.x() - from.x()) / 2});
    const double step = down < 0 ? -round : round;
    path.lineTo(middle - round, from.y());
    path.quadTo(middle, from.y(), middle, from.y() + step);
    path.lineTo(middle, to.y() - step);
    path.quadTo(middle, to.y(), middle + round, to.y());
    path.lineTo(to);
}

}  // namespace

double graphBoxWidth(const QString& words, const live::GraphNode& node) {
    return std::min(kWidest, std::ceil(QFontMetricsF(fontOf(node)).horizontalAdvance(words)) + 2 * kPad);
}

void paintGraphBox(QPainter& painter, const GraphBox& box, const AddressBook& addresses) {
    const live::GraphNode& node = *box.node;
    const std::optional<QColor> colour = colourOf(box, addresses);
    const bool isEnd = node.kind == Kind::End || node.kind == Kind::Policy;
    const double radius = isEnd ? box.rect.height() / 2 : size::smallRadius / 2.0;
    QPen pen(box.hovered ? tokens().accent : colour.value_or(tokens().control), box.hovered ? 1.6 : 1);
    pen.setStyle(node.kind == Kind::More ? Qt::DashLine : Qt::SolidLine);
    const QRectF edge = box.rect.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(pen);
    painter.setBrush(groundOf(node, colour));
    painter.drawRoundedRect(edge, radius, radius);
    if (box.current) {
        painter.setPen(QPen(tokens().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(edge.adjusted(-2, -2, 2, 2), radius + 2, radius + 2);
    }
    painter.setFont(fontOf(node));
    painter.setPen(inkOf(node, colour));
    const QRectF room = box.rect.adjusted(kPad, 0, -kPad + 1, 0);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(box.words, Qt::ElideRight,
                                                      static_cast<int>(std::ceil(room.width()))));
}

void paintGraphWire(QPainter& painter, const live::GraphWire& wire, double packetsPerSecond) {
    const bool counts = packetsPerSecond > 0;
    QPainterPath path(wire.begin);
    path.lineTo(wire.leave);
    bend(path, wire.lane);
    path.lineTo(wire.turn);
    bend(path, wire.end);
    QColor colour = counts ? tokens().accent : tokens().control;
    colour.setAlphaF(counts ? 1.0F : kQuiet);
    const double width = counts ? std::min(4.0, 1.2 + 0.6 * std::log10(1 + packetsPerSecond)) : 1;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width));
    painter.drawPath(path);
    painter.setPen(QPen(colour, 1.2));
    painter.drawLine(wire.end, wire.end + QPointF(-kArrow, -kArrow));
    painter.drawLine(wire.end, wire.end + QPointF(-kArrow, kArrow));
    if (counts) {
        painter.setFont(Theme::text(size::tiny, QFont::DemiBold));
        painter.setPen(tokens().accent);
        painter.drawText(wire.label, Qt::AlignHCenter | Qt::AlignBottom | Qt::TextDontClip,
                         rateWords(packetsPerSecond));
    }
}

}  // namespace podwire::ui
