// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chains/hook_strip.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/chains/rule_words.h"
#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

using netfilter::Hook;

constexpr int kHeight = 62;
constexpr int kBox = 24;
constexpr int kTop = 5;
constexpr int kBelow = 33;
constexpr int kColumns = 6;  // PREROUTING, routing, INPUT, process, OUTPUT, POSTROUTING
constexpr int kArrow = 4;

constexpr std::array<int, 5> kColumnOf{0, 2, 3, 4, 5};
constexpr std::array<const char*, 5> kNames{"PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"};

void arrow(QPainter& painter, QPoint from, QPoint to) {
    painter.drawLine(from, to);
    const bool across = from.y() == to.y();
    painter.drawLine(to, to + (across ? QPoint(-kArrow, -kArrow) : QPoint(-kArrow, kArrow)));
    painter.drawLine(to, to + (across ? QPoint(-kArrow, kArrow) : QPoint(kArrow, kArrow)));
}

}  // namespace

HookStrip::HookStrip(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setAccessibleName(tr("Way of a packet through the hooks"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize HookStrip::sizeHint() const {
    return {900, kHeight};
}

QSize HookStrip::minimumSizeHint() const {
    return {420, kHeight};
}

void HookStrip::setRate(Hook hook, double rate) {
    double& known = rates_.at(static_cast<std::size_t>(hook));
    if (known != rate) {
        known = rate;
        update();
    }
}

QRect HookStrip::column(int index) const {
    const int inset = size::space;
    const int each = (width() - 2 * inset) / kColumns;
    const int gap = std::min(24, each / 7);
    return {inset + index * each, kTop, each - (index == kColumns - 1 ? 0 : gap), kBox};
}

QRect HookStrip::boxOf(int hook) const {
    const QRect box = column(kColumnOf.at(static_cast<std::size_t>(hook)));
    return hook == static_cast<int>(Hook::Forward) ? box.translated(0, kBelow - kTop) : box;
}

int HookStrip::hookAt(QPoint place) const {
    for (int hook = 0; hook < kHooks; ++hook) {
        if (boxOf(hook).contains(place)) {
            return hook;
        }
    }
    return -1;
}

void HookStrip::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintWays(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int hook = 0; hook < kHooks; ++hook) {
        paintHook(painter, hook);
    }
    painter.setFont(Theme::text(size::small));
    painter.setPen(tokens().muted);
    painter.drawText(column(1), Qt::AlignCenter, tr("routing"));
    painter.drawText(column(3), Qt::AlignCenter, tr("process"));
}

void HookStrip::paintWays(QPainter& painter) const {
    painter.setPen(tokens().control);
    const int middle = column(0).center().y();
    for (int i = 0; i + 1 < kColumns; ++i) {
        arrow(painter, {column(i).right() + 3, middle}, {column(i + 1).left() - 3, middle});
    }
    const QRect forward = boxOf(static_cast<int>(Hook::Forward));
    const int below = forward.center().y();
    const QPoint turn(column(1).center().x(), below);
    painter.drawLine(QPoint(turn.x(), column(1).bottom() - 2), turn);
    arrow(painter, turn, {forward.left() - 3, below});
    const QPoint rise(column(kColumns - 1).center().x(), below);
    painter.drawLine(QPoint(forward.right() + 3, below), rise);
    arrow(painter, rise, {rise.x(), column(kColumns - 1).bottom() + 3});
}

void HookStrip::paintHook(QPainter& painter, int hook) const {
    const QRect box = boxOf(hook);
    const double rate = rates_.at(static_cast<std::size_t>(hook));
    painter.setPen(hook == hovered_ || rate > 0 ? tokens().accent : tokens().line);
    painter.setBrush(rate > 0 ? tokens().accentSoft : tokens().sunken);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QRect area = box.adjusted(4, 0, -4, 0);
    painter.setFont(Theme::text(size::tiny, QFont::DemiBold));
    painter.setPen(tokens().text);
    const QString words = rateWords(rate);
    const QFontMetrics metrics = painter.fontMetrics();
    const QString name = QString::fromLatin1(kNames.at(static_cast<std::size_t>(hook)));
    const int room = area.width() - (words.isEmpty() ? 0 : metrics.horizontalAdvance(words) + 6);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(name, Qt::ElideRight, room));
    painter.setPen(tokens().accent);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, words);
}

void HookStrip::mousePressEvent(QMouseEvent* event) {
    const int hook = hookAt(event->pos());
    if (hook >= 0 && event->button() == Qt::LeftButton) {
        Q_EMIT wanted(static_cast<Hook>(hook));
    }
}

void HookStrip::mouseMoveEvent(QMouseEvent* event) {
    const int hook = hookAt(event->pos());
    if (hook != hovered_) {
        hovered_ = hook;
        setCursor(hook < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
        update();
    }
}

void HookStrip::leaveEvent(QEvent* /*event*/) {
    hovered_ = -1;
    update();
}

bool HookStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const int hook = hookAt(help->pos());
        QToolTip::showText(
            help->globalPos(),
            hook < 0 ? QString()
                     : tr("%1: packets a second, by the busiest of its chains. nat counts the first "
                          "packet of each connection only.\nClick to see its chains.")
                           .arg(QString::fromLatin1(kNames.at(static_cast<std::size_t>(hook)))),
            this);
        return true;
    }
    return QWidget::event(event);
}

}  // namespace podwire::ui
