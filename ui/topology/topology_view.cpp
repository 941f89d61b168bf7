// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/topology_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/text/words.h"

namespace podwire::ui {
namespace {

constexpr double smallest = 0.55;  // below this the texts cannot be read: better to scroll
constexpr double largest = 1.25;
constexpr double zoomStep = 1.2;
constexpr double zoomLeast = 0.2;
constexpr double zoomMost = 4;

}  // namespace

TopologyView::TopologyView(TopologyScene& scene, QWidget* parent) : QGraphicsView(parent), scene_(scene) {
    setScene(&scene);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setDragMode(QGraphicsView::ScrollHandDrag);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    viewport()->setCursor(Qt::ArrowCursor);
    setFocusPolicy(Qt::StrongFocus);
    secondClick_.setSingleShot(true);
    connect(&secondClick_, &QTimer::timeout, this, [this] { Q_EMIT picked(text(clicked_)); });
}

double TopologyView::aspect() const {
    const QSize size = viewport()->size();
    return size.height() > 0 ? static_cast<double>(size.width()) / size.height() : 1;
}

void TopologyView::fit() {
    fitting_ = true;
    const QRectF all = scene_.sceneRect();
    if (all.isEmpty()) {
        return;
    }
    const QSize room = maximumViewportSize();
    const double scale =
        std::clamp(std::min(room.width() / all.width(), room.height() / all.height()), smallest, largest);
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(all.center());
}

void TopologyView::refit() {
    if (fitting_) {
        fit();
    }
}

void TopologyView::setCurrent(const std::string& id) {
    if (scene_.look().current == id) {
        return;
    }
    scene_.look().current = id;
    scene_.update();
    if (!id.empty()) {
        ensureVisible(scene_.rectOf(id), 0, 0);
    }
    Q_EMIT currentChanged(text(id));
}

/// Past the last thing the focus goes on to the next widget.
bool TopologyView::focusNextPrevChild(bool next) {
    const auto& order = scene_.order();
    const auto here = std::find(order.begin(), order.end(), scene_.look().current);
    if (order.empty()) {
        return QGraphicsView::focusNextPrevChild(next);
    }
    if (here == order.end()) {
        setCurrent(next ? order.front() : order.back());
        return true;
    }
    if (next ? here + 1 == order.end() : here == order.begin()) {
        setCurrent({});
        return QGraphicsView::focusNextPrevChild(next);
    }
    setCurrent(next ? *(here + 1) : *(here - 1));
    return true;
}

void TopologyView::focusOutEvent(QFocusEvent* event) {
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        setCurrent({});
    }
    QGraphicsView::focusOutEvent(event);
}

void TopologyView::keyPressEvent(QKeyEvent* event) {
    const std::string& current = scene_.look().current;
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) &&
        !current.empty()) {
        Q_EMIT picked(text(current));
    } else if (event->key() == Qt::Key_Escape) {
        Q_EMIT escaped();
    } else {
        QGraphicsView::keyPressEvent(event);
    }
}

std::string TopologyView::idAt(const QPoint& point) const {
    return scene_.idAt(mapToScene(point));
}

void TopologyView::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->pos();
    QGraphicsView::mousePressEvent(event);
}

/// A click is no drag.
void TopologyView::mouseReleaseEvent(QMouseEvent* event) {
    QGraphicsView::mouseReleaseEvent(event);
    viewport()->setCursor(Qt::ArrowCursor);
    const bool moved = (event->pos() - pressed_).manhattanLength() >= QApplication::startDragDistance();
    if (event->button() != Qt::LeftButton || moved) {
        return;
    }
    if (std::exchange(isDoubleClick_, false)) {
        return;
    }
    clicked_ = idAt(event->pos());
    setCurrent(clicked_);
    if (clicked_.empty()) {
        Q_EMIT escaped();
    } else {
        secondClick_.start(QApplication::doubleClickInterval());
    }
}

void TopologyView::mouseDoubleClickEvent(QMouseEvent* event) {
    secondClick_.stop();
    isDoubleClick_ = event->button() == Qt::LeftButton;
    if (const std::string id = idAt(event->pos()); isDoubleClick_ && !id.empty()) {
        Q_EMIT opened(text(id));
    }
}

/// With the keyboard it is about the current thing.
void TopologyView::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKeyboard = event->reason() == QContextMenuEvent::Keyboard;
    const std::string id = byKeyboard ? scene_.look().current : idAt(event->pos());
    if (id.empty()) {
        return;
    }
    setCurrent(id);
    const QPoint there = mapFromScene(scene_.rectOf(id).center());
    Q_EMIT menuWanted(text(id), byKeyboard ? viewport()->mapToGlobal(there) : event->globalPos());
}

void TopologyView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    Q_EMIT reshaped();
}

void TopologyView::wheelEvent(QWheelEvent* event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QGraphicsView::wheelEvent(event);
        return;
    }
    constexpr double notch = 120;
    fitting_ = false;
    const double now = transform().m11();
    const double wanted =
        std::clamp(now * std::pow(zoomStep, event->angleDelta().y() / notch), zoomLeast, zoomMost);
    scale(wanted / now, wanted / now);
    event->accept();
}

}  // namespace podwire::ui
