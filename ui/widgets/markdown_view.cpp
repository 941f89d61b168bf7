// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/markdown_view.h"

#include <QAbstractTextDocumentLayout>
#include <QDesktopServices>
#include <QPainter>
#include <QTextBlock>

#include "ui/theme/theme.h"
#include "ui/widgets/markdown_style.h"

namespace podwire::ui {
namespace {

/// The rectangle around neighbouring blocks of one kind, beginning at `block`, which moves on to the last of
/// them.
QRectF insetOf(QTextBlock& block, bool (*kind)(const QTextBlock&)) {
    const auto* layout = block.document()->documentLayout();
    QRectF area = layout->blockBoundingRect(block);
    while (block.next().isValid() && kind(block.next())) {
        block = block.next();
        area |= layout->blockBoundingRect(block);
    }
    return area;
}

}  // namespace

MarkdownView::MarkdownView(QWidget* parent) : AutoText(parent) {
    setMaximumWidth(size::textWidth);
    connect(this, &QTextBrowser::anchorClicked, this, &MarkdownView::follow);
    connect(&Theme::instance(), &Theme::changed, this, &MarkdownView::render);
}

void MarkdownView::setText(const QString& markdown) {
    markdown_ = markdown;
    render();
}

void MarkdownView::render() {
    document()->setDefaultFont(Theme::text());
    document()->setMarkdown(markdown_, QTextDocument::MarkdownDialectGitHub);
    styleMarkdown(*document());
}

void MarkdownView::paintEvent(QPaintEvent* event) {
    layOutForPainting();
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
            const bool quote = isQuote(block);
            if (!quote && !isCodeBlock(block)) {
                continue;
            }
            QRectF area = insetOf(block, quote ? isQuote : isCodeBlock);
            area =
                QRectF(0, area.top() - groundPadding, viewport()->width(), area.height() + 2 * groundPadding);
            painter.setBrush(quote ? tokens().accentSoft : tokens().sunken);
            painter.drawRoundedRect(area, size::smallRadius, size::smallRadius);
            if (quote) {
                painter.setBrush(tokens().accent);
                painter.drawRoundedRect(QRectF(0, area.top(), 3, area.height()), 1.5, 1.5);
            }
        }
    }
    AutoText::paintEvent(event);
}

void MarkdownView::follow(const QUrl& link) {
    if (link.scheme() == QLatin1String("step")) {
        Q_EMIT stepRequested(link.path());
    } else if (link.scheme() == QLatin1String("https") || link.scheme() == QLatin1String("http")) {
        QDesktopServices::openUrl(link);
    }
}

}  // namespace podwire::ui
