// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTextBlock;
class QTextDocument;

namespace podwire::ui {

/// Gives a document that was read from Markdown the theme's fonts, colours and distances.
void styleMarkdown(QTextDocument& document);

bool isCodeBlock(const QTextBlock& block);
bool isQuote(const QTextBlock& block);

}  // namespace podwire::ui
