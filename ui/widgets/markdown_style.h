// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTextBlock;
class QTextDocument;

namespace podwire::ui {

/// Gives a document that was read from Markdown the theme's fonts, colours and distances.
void styleMarkdown(QTextDocument& document);

/// By how much the ground of code and quotes goes beyond their text, above and below.
inline constexpr int groundPadding = 8;

bool isCodeBlock(const QTextBlock& block);
bool isQuote(const QTextBlock& block);

}  // namespace podwire::ui
