// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/box_item.h"

#include <QPainter>

#include "ui/text/words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using Kind = live::Element::Kind;

constexpr double around = 4;  // room for what is drawn outside a box's edge
constexpr double podLine = 1.6;
constexpr float tint = 0.12F;

bool isText(Kind kind) {
    return kind == Kind::Route || kind == Kind::More || kind == Kind::Network;
}

QColor tinted(QColor colour) {
    colour.setAlphaF(tint);
    return colour;
}

}  // namespace

BoxItem::BoxItem(live::Element element, live::Box box, const TopologyLook& look)
    : element_(std::move(element)), box_(std::move(box)), look_(look) {
    setZValue(element_.kind == Kind::Node ? 0 : 2);
}

QRectF BoxItem::boundingRect() const {
    return box_.rect.adjusted(-around, -around, around, around);
}

void BoxItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(look_.opacityOf(element_.id, element_.reached));
    paintBody(*painter);
    paintTexts(*painter);
    if (look_.current == element_.id) {
        painter->setOpacity(1);
        painter->setPen(QPen(tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(box_.rect.adjusted(-2, -2, 2, 2), size::smallRadius, size::smallRadius);
    }
}

void BoxItem::paintBody(QPainter& painter) const {
    const bool lit = look_.isLit(element_.id);
    const QColor colour = look_.colourOf(element_);
    if (isText(element_.kind)) {
        if (lit) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens().accentSoft);
            painter.drawRoundedRect(box_.rect.adjusted(-2, 0, 2, 0), 3, 3);
        }
        return;
    }
    if (lit) {
        painter.setPen(QPen(tokens().accentSoft, 2 * around));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box_.rect, size::smallRadius, size::smallRadius);
    }
    QPen pen(tokens().line, 1);
    QBrush brush(tokens().sunken);
    double radius = size::smallRadius / 2.0;
    if (element_.kind == Kind::Pod) {
        pen = QPen(colour, podLine);
        brush = tokens().surface;
        radius = size::smallRadius;
    } else if (element_.kind == Kind::Service) {
        pen = QPen(colour, 1);
        brush = tinted(colour);
        radius = box_.rect.height() / 2;
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().surface);  // the link behind it does not shine through
        painter.drawRoundedRect(box_.rect, radius, radius);
    } else if (element_.kind == Kind::Node) {
        brush = tokens().surface;
        radius = size::radius;
    }
    if (lit) {
        pen.setColor(element_.kind == Kind::Pod || element_.kind == Kind::Service ? colour : tokens().accent);
    }
    if (element_.state != live::LinkState::Up || !element_.reached) {
        pen.setStyle(Qt::DashLine);
    }
    painter.setPen(pen);
    painter.setBrush(brush);
    painter.drawRoundedRect(box_.rect, radius, radius);
}

QColor BoxItem::textColour(const live::Label& label) const {
    const QString words = text(label.text);
    if (label.text == live::stateWord(element_) || words.endsWith(QStringLiteral(" down")) ||
        words.endsWith(QStringLiteral(" no carrier"))) {
        return tokens().warn;
    }
    if (element_.kind == Kind::Service) {
        return tokens().vip;
    }
    return label.role == live::Label::Role::Name ? tokens().text : tokens().muted;
}

void BoxItem::paintTexts(QPainter& painter) const {
    for (const live::Label& label : box_.labels) {
        painter.setFont(TopologyLook::font(label.role));
        painter.setPen(textColour(label));
        painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, text(label.text));
    }
    if (element_.kind == Kind::Route && !box_.labels.empty()) {
        const double y = box_.rect.center().y();
        const double right = box_.labels.front().rect.left() - 3;
        painter.drawLine(QPointF(box_.rect.left(), y), QPointF(right, y));
        painter.drawLine(QPointF(right - 2, y - 2), QPointF(right, y));
        painter.drawLine(QPointF(right - 2, y + 2), QPointF(right, y));
    }
}

}  // namespace podwire::ui
