// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/auto_text.h"

#include <QTextDocument>
#include <QWheelEvent>
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
        measuredWidth_ = -1;
        updateGeometry();
    });
}

int AutoText::heightForWidth(int width) const {
    if (width != measuredWidth_) {
        QTextDocument* doc = document();
        const qreal shown = doc->textWidth();
        doc->setTextWidth(width);
        measuredHeight_ = static_cast<int>(std::ceil(doc->size().height()));
        measuredWidth_ = width;
        doc->setTextWidth(shown);
    }
    return measuredHeight_;
}

QSize AutoText::sizeHint() const {
    const int width = std::max(this->width(), 120);
    return {width, heightForWidth(width)};
}

QSize AutoText::minimumSizeHint() const {
    return {80, fontMetrics().height()};
}

void AutoText::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

}  // namespace podwire::ui
