// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/auto_text.h"

class QTextBlock;

namespace podwire::ui {

/// A lab's Markdown, set with the theme's faces: code in the monospaced one on a quiet ground, quotes as
/// notes with a bar. Links `step:ID` ask for that step; others open in the user's browser.
class MarkdownView : public AutoText {
    Q_OBJECT
public:
    explicit MarkdownView(QWidget* parent = nullptr);
    void setText(const QString& markdown);

Q_SIGNALS:
    void stepRequested(const QString& step);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void render();
    void follow(const QUrl& link);

    QString markdown_;
};

}  // namespace podwire::ui
