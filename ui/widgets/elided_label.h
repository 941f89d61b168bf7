// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace podwire::ui {

/// One line of text that is cut with an ellipsis where there is no room; the tooltip has it whole.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(Qt::Alignment alignment = Qt::AlignLeft, QWidget* parent = nullptr);
    void setText(const QString& text);
    [[nodiscard]] QString text() const { return text_; }
    void setMuted(bool muted);
    /// From now on it asks for as much room as its widest text did: what asks for another size has the whole
    /// window laid out anew.
    void keepWidth() { keepWidth_ = true; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int textWidth() const;

    Qt::Alignment alignment_;
    QString text_;
    int widest_ = 0;
    bool keepWidth_ = false;
    bool muted_ = false;
};

}  // namespace podwire::ui
