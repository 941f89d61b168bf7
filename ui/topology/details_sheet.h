// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPlainTextEdit>

namespace podwire::ui {

class ElidedLabel;

/// What is known of one thing, over the lower part of the panel.
class DetailsSheet : public QFrame {
    Q_OBJECT
public:
    explicit DetailsSheet(QWidget* parent);

    /// Keeps where it was scrolled to.
    void setDetails(const QString& title, const QString& details);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void copy() const;

    ElidedLabel* title_;
    QPlainTextEdit* text_;
};

}  // namespace podwire::ui
