// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topology/details_sheet.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"

namespace podwire::ui {

DetailsSheet::DetailsSheet(QWidget* parent)
    : QFrame(parent), title_(new ElidedLabel(Qt::AlignLeft)), text_(new QPlainTextEdit) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    title_->setFont(Theme::text(size::small, QFont::DemiBold));
    text_->setReadOnly(true);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    text_->setFont(Theme::mono(size::tiny));
    text_->setTabChangesFocus(true);
    text_->setAccessibleName(tr("Details"));
    auto* copyAll = new IconButton(QStringLiteral("copy"), tr("Copy the details"));
    auto* close = new IconButton(QStringLiteral("cross"), tr("Close the details"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(size::space, 2, 6, 0);
    head->addWidget(title_, 1);
    head->addWidget(copyAll);
    head->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(head);
    auto* inset = new QVBoxLayout;
    inset->setContentsMargins(size::gap, 0, 0, 0);
    inset->addWidget(text_);
    layout->addLayout(inset, 1);
    connect(copyAll, &QToolButton::clicked, this, &DetailsSheet::copy);
    connect(close, &QToolButton::clicked, this, &DetailsSheet::closed);
    hide();
}

void DetailsSheet::setDetails(const QString& title, const QString& details) {
    title_->setText(title);
    if (text_->toPlainText() != details) {
        const int at = text_->verticalScrollBar()->value();
        text_->setPlainText(details);
        text_->verticalScrollBar()->setValue(at);
    }
}

void DetailsSheet::copy() const {
    QApplication::clipboard()->setText(title_->text() + u'\n' + text_->toPlainText());
}

/// A line towards the picture, which is above or left.
void DetailsSheet::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setPen(tokens().control);
    painter.drawLine(0, 0, width(), 0);
    painter.drawLine(0, 0, 0, height());
}

void DetailsSheet::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    QFrame::keyPressEvent(event);
}

}  // namespace podwire::ui
