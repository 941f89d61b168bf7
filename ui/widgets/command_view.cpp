// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/command_view.h"

#include <QTextCursor>

#include "ui/theme/theme.h"

namespace podwire::ui {

CommandView::CommandView(QString command, AddressBook addresses, What what, QWidget* parent)
    : AutoText(parent), command_(std::move(command)), addresses_(std::move(addresses)), what_(what) {
    document()->setUndoRedoEnabled(false);
    connect(&Theme::instance(), &Theme::changed, this, &CommandView::render);
    render();
}

void CommandView::render() {
    document()->setDefaultFont(Theme::mono());
    document()->setPlainText(command_);
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    QTextBlockFormat lines;
    lines.setLineHeight(140, QTextBlockFormat::ProportionalHeight);
    cursor.mergeBlockFormat(lines);
    QTextCharFormat plain;
    plain.setForeground(tokens().text);
    cursor.mergeCharFormat(plain);
    const auto spans =
        what_ == What::Command ? commandSpans(command_, addresses_) : addressSpans(command_, addresses_);
    for (const CommandSpan& span : spans) {
        QTextCharFormat format;
        format.setForeground(colourOf(span));
        cursor.setPosition(static_cast<int>(span.start));
        cursor.setPosition(static_cast<int>(span.start + span.length), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    }
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
    return tokens().accent;
}

}  // namespace podwire::ui
