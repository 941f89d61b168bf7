// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/command_view.h"

#include <QMimeData>
#include <QTextCursor>
#include <QTextDocumentFragment>
#include <cmath>

#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr qreal hangingIndent = 20;  // of lines that wrap

/// Forbids a line break at its place and shows nothing.
constexpr QChar wordJoiner(0x2060);

/// The text with no line break allowed inside "--option" and "/a/path". `shownAt` tells where each character
/// stands now.
QString keptTogether(const QString& text, QList<qsizetype>& shownAt) {
    QString shown;
    for (const QChar c : text) {
        shownAt.append(shown.size());
        shown += c;
        if (c == QLatin1Char('-') || c == QLatin1Char('/')) {
            shown += wordJoiner;
        }
    }
    shownAt.append(shown.size());
    return shown;
}

}  // namespace

CommandView::CommandView(QString command, AddressBook addresses, What what, QWidget* parent)
    : AutoText(parent), command_(std::move(command)), addresses_(std::move(addresses)), what_(what) {
    document()->setUndoRedoEnabled(false);
    connect(&Theme::instance(), &Theme::changed, this, &CommandView::render);
    render();
}

void CommandView::render() {
    document()->setDefaultFont(Theme::mono());
    QList<qsizetype> shownAt;
    document()->setPlainText(keptTogether(command_, shownAt));
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    QTextBlockFormat lines;
    // Fixed: the joiner may come from another font, whose lines are higher.
    lines.setLineHeight(std::round(QFontMetricsF(Theme::mono()).lineSpacing() * 1.25),
                        QTextBlockFormat::FixedHeight);
    lines.setLeftMargin(hangingIndent);
    lines.setTextIndent(-hangingIndent);
    cursor.mergeBlockFormat(lines);
    QTextCharFormat plain;
    plain.setForeground(tokens().text);
    cursor.mergeCharFormat(plain);
    colour(shownAt);
}

void CommandView::colour(const QList<qsizetype>& shownAt) {
    QTextCursor cursor(document());
    const auto spans =
        what_ == What::Command ? commandSpans(command_, addresses_) : addressSpans(command_, addresses_);
    for (const CommandSpan& span : spans) {
        QTextCharFormat format;
        format.setForeground(colourOf(span));
        if (span.kind != CommandSpan::Kind::Option) {
            format.setFontWeight(QFont::DemiBold);
        }
        cursor.setPosition(static_cast<int>(shownAt.at(span.start)));
        cursor.setPosition(static_cast<int>(shownAt.at(span.start + span.length)), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    }
}

QMimeData* CommandView::createMimeDataFromSelection() const {
    auto* copied = new QMimeData;
    copied->setText(textCursor().selection().toPlainText().remove(wordJoiner));
    return copied;
}

QColor CommandView::colourOf(const CommandSpan& span) const {
    switch (span.kind) {
        case CommandSpan::Kind::Vip:
            return tokens().vip;
        case CommandSpan::Kind::Backend:
            return tokens().backend(span.backend);
        case CommandSpan::Kind::Option:
            break;
    }
    return tokens().option;
}

}  // namespace podwire::ui
