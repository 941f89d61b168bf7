// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/output_view.h"

#include <algorithm>

#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr int mostLines = 12;

}  // namespace

OutputView::OutputView(const QString& output, QWidget* parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    setFont(Theme::mono());
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setFocusPolicy(Qt::ClickFocus);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    QString shown = output;
    while (shown.endsWith(QLatin1Char('\n'))) {
        shown.chop(1);
    }
    setPlainText(shown);
    setAccessibleName(tr("Output"));
    const int lines = std::clamp(document()->blockCount(), 1, mostLines);
    setFixedHeight(lines * fontMetrics().lineSpacing() + 12);
}

}  // namespace podwire::ui
