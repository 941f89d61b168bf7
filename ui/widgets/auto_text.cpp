// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/auto_text.h"

#include <QScrollBar>
#include <QTextDocument>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace podwire::ui {

AutoText::AutoText(QWidget* parent) : QTextBrowser(parent) {
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setOpenLinks(false);
    setFocusPolicy(Qt::ClickFocus);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(document(), &QTextDocument::contentsChanged, this, [this] {
        heights_.clear();
        updateGeometry();
    });
}

int AutoText::heightForWidth(int offered) const {
    const int width = std::min(offered, maximumWidth());  // what a layout will give of it
    const auto known = heights_.constFind(width);
    if (known != heights_.constEnd()) {
        return *known;
    }
    // The width stays with the document: most likely the widget is about to get it, and every change lays out
    // all of the text.
    document()->setTextWidth(width);
    return *heights_.insert(width, static_cast<int>(std::ceil(document()->size().height())));
}

QSize AutoText::sizeHint() const {
    return {120, heights_.value(width(), fontMetrics().height())};
}

QSize AutoText::minimumSizeHint() const {
    return {80, fontMetrics().height()};
}

void AutoText::resizeEvent(QResizeEvent* event) {
    if (document()->textWidth() == viewport()->width()) {
        verticalScrollBar()->setRange(0, 0);
        return;
    }
    QTextBrowser::resizeEvent(event);
}

void AutoText::layOutForPainting() {
    if (document()->textWidth() != viewport()->width()) {
        document()->setTextWidth(viewport()->width());
    }
}

void AutoText::paintEvent(QPaintEvent* event) {
    layOutForPainting();
    QTextBrowser::paintEvent(event);
}

void AutoText::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

}  // namespace podwire::ui
