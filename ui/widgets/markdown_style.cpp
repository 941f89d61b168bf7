// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/markdown_style.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>

#include "ui/theme/theme.h"

namespace podwire::ui {
namespace {

constexpr qreal lineHeight = 145;  // per cent
constexpr qreal paragraphGap = 9;
constexpr qreal inset = 14;  // of code and quotes

void setSpacing(QTextBlockFormat& format, qreal above, qreal below, qreal height) {
    format.setTopMargin(above);
    format.setBottomMargin(below);
    format.setLineHeight(height, QTextBlockFormat::ProportionalHeight);
}

bool continues(const QTextBlock& block, bool (*kind)(const QTextBlock&)) {
    return block.isValid() && kind(block);
}

void styleInset(QTextBlockFormat& format, const QTextBlock& block, bool (*kind)(const QTextBlock&),
                qreal height) {
    const bool first = !continues(block.previous(), kind);
    const bool last = !continues(block.next(), kind);
    setSpacing(format, first ? paragraphGap + groundPadding : 0, last ? paragraphGap + groundPadding : 0,
               height);
    format.setLeftMargin(inset);
    format.setRightMargin(inset);
    format.clearBackground();
}

void styleBlock(QTextCursor& cursor, const QTextBlock& block) {
    cursor.setPosition(block.position());
    QTextBlockFormat format = block.blockFormat();
    if (isCodeBlock(block)) {
        styleInset(format, block, isCodeBlock, 140);
        format.setNonBreakableLines(false);
    } else if (isQuote(block)) {
        styleInset(format, block, isQuote, lineHeight);
    } else if (format.headingLevel() > 0) {
        setSpacing(format, block.blockNumber() == 0 ? 0 : 14, 6, 125);
    } else if (block.textList() != nullptr) {
        const bool last = block.next().textList() == nullptr;
        setSpacing(format, 0, last ? paragraphGap : 4, lineHeight);
    } else {
        setSpacing(format, 0, cursor.currentTable() != nullptr ? 0 : paragraphGap, lineHeight);
    }
    if (block.text().isEmpty() && cursor.currentTable() == nullptr) {
        format.setLineHeight(1, QTextBlockFormat::FixedHeight);  // what stands behind every table
        format.setBottomMargin(0);
    }
    cursor.setBlockFormat(format);
}

QTextCharFormat styleRun(const QTextCharFormat& was, const QTextBlock& block) {
    QTextCharFormat format = was;
    const bool code = was.fontFixedPitch() || isCodeBlock(block);
    const int heading = block.blockFormat().headingLevel();
    if (code) {
        format.setFont(Theme::mono(size::small), QTextCharFormat::FontPropertiesSpecifiedOnly);
        if (!isCodeBlock(block)) {
            format.setBackground(tokens().hover);
        }
        format.setForeground(tokens().text);
    } else if (heading > 0) {
        format.setFont(Theme::text(heading <= 2 ? 16 : 14, QFont::DemiBold),
                       QTextCharFormat::FontPropertiesSpecifiedOnly);
        format.clearProperty(QTextFormat::FontSizeAdjustment);
    }
    if (was.isAnchor()) {
        format.setForeground(tokens().accent);
        format.setFontUnderline(true);
    } else if (!code) {
        format.setForeground(tokens().text);
    }
    return format;
}

void styleRuns(QTextCursor& cursor, const QTextBlock& block) {
    struct Run {
        int start, end;
        QTextCharFormat format;
    };
    QList<Run> runs;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        runs.append({fragment.position(), fragment.position() + fragment.length(),
                     styleRun(fragment.charFormat(), block)});
    }
    for (const Run& run : runs) {
        cursor.setPosition(run.start);
        cursor.setPosition(run.end, QTextCursor::KeepAnchor);
        cursor.setCharFormat(run.format);
    }
}

void styleTable(QTextTable& table) {
    QTextTableFormat format = table.format();
    format.setBorder(1);
    format.setBorderCollapse(true);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(tokens().line);
    format.setCellPadding(6);
    format.setCellSpacing(0);
    format.setTopMargin(4);
    format.setBottomMargin(paragraphGap + 4);
    table.setFormat(format);
}

/// A document ignores the margins of its first and last block; code and quotes there need room for their
/// ground.
void padEnds(QTextDocument& document) {
    const auto isInset = [](const QTextBlock& block) { return isCodeBlock(block) || isQuote(block); };
    QTextFrameFormat format = document.rootFrame()->frameFormat();
    format.setTopMargin(isInset(document.firstBlock()) ? groundPadding : 0);
    format.setBottomMargin(isInset(document.lastBlock()) ? groundPadding : 0);
    document.rootFrame()->setFrameFormat(format);
}

}  // namespace

bool isCodeBlock(const QTextBlock& block) {
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) ||
           block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
}

bool isQuote(const QTextBlock& block) {
    return block.blockFormat().intProperty(QTextFormat::BlockQuoteLevel) > 0;
}

void styleMarkdown(QTextDocument& document) {
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        styleRuns(cursor, block);
        styleBlock(cursor, block);
    }
    for (QTextFrame* frame : document.rootFrame()->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            styleTable(*table);
        }
    }
    padEnds(document);
    cursor.endEditBlock();
}

}  // namespace podwire::ui
