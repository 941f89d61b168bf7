// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

namespace podwire::ui {

/// A label for an author's sentence: `code` stands in the monospaced face and **words** are bold. Nothing
/// else is markup, and the text can be selected.
QLabel* prose(const QString& text, const char* tone = "", QWidget* parent = nullptr);

/// The same without any markup, for places that can show plain text only.
QString withoutMarkup(const QString& text);

/// The HTML that prose() shows.
QString proseHtml(const QString& text);

}  // namespace podwire::ui
