// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

namespace podwire::ui {
namespace {

const char* const groundProperty = "podwireGround";
const char* const lineProperty = "podwireLine";

QColor colourOf(Card::Ground ground) {
    switch (ground) {
        case Card::Ground::Sunken:
            return tokens().sunken;
        case Card::Ground::Accent:
            return tokens().accentSoft;
        case Card::Ground::Ok:
            return tokens().okSoft;
        case Card::Ground::Warn:
            return tokens().warnSoft;
        case Card::Ground::Bad:
            return tokens().badSoft;
        case Card::Ground::Surface:
            break;
    }
    return tokens().surface;
}

}  // namespace

Card::Card(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(1, 1, 1, 1);
    layout_->setSpacing(0);
}

void Card::makeHeader() {
    if (headerWidget_ != nullptr) {
        return;
    }
    headerWidget_ = new QWidget(this);
    header_ = new QHBoxLayout(headerWidget_);
    header_->setContentsMargins(size::space, 5, size::space, 5);
    header_->setSpacing(size::gap);
    title_ = label({}, "muted");
    header_->addWidget(title_, 1);
    headerWidget_->setMinimumHeight(36);
    layout_->insertWidget(0, headerWidget_);
}

void Card::setTitle(const QString& title) {
    makeHeader();
    title_->setText(title);
}

QHBoxLayout* Card::header() {
    makeHeader();
    return header_;
}

void Card::addSection(QWidget* section, Ground ground, bool line) {
    section->setProperty(groundProperty, static_cast<int>(ground));
    section->setProperty(lineProperty, line);
    layout_->addWidget(section);
}

void Card::setGround(QWidget* section, Ground ground) {
    section->setProperty(groundProperty, static_cast<int>(ground));
    update();
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), size::radius, size::radius);
    painter.fillPath(outline, tokens().surface);
    painter.setClipPath(outline);
    bool first = true;
    for (int i = 0; i < layout_->count(); ++i) {
        const QWidget* section = layout_->itemAt(i)->widget();
        if (section == nullptr || !section->isVisible()) {
            continue;
        }
        const auto ground = static_cast<Ground>(section->property(groundProperty).toInt());
        const QRect area(0, section->y(), width(), section->height());
        painter.fillRect(area, colourOf(ground));
        if (!first && section->property(lineProperty).toBool()) {
            painter.fillRect(QRect(0, area.top(), width(), 1), tokens().line);
        }
        first = false;
    }
    painter.setClipping(false);
    painter.setPen(tokens().line);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline);
}

QWidget* section(QVBoxLayout*& layout, QWidget* parent) {
    auto* widget = new QWidget(parent);
    layout = new QVBoxLayout(widget);
    layout->setContentsMargins(size::space, 10, size::space, 10);
    layout->setSpacing(6);
    return widget;
}

}  // namespace podwire::ui
