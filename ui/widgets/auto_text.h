// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTextBrowser>

namespace podwire::ui {

/// Read-only rich text that is as high as its content at the width it is given, and leaves the wheel to the
/// page around it.
class AutoText : public QTextBrowser {
    Q_OBJECT
public:
    explicit AutoText(QWidget* parent = nullptr);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int offered) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

    /// Undoes what heightForWidth() left for another width. Call it before painting below the text.
    void layOutForPainting();

private:
    mutable QHash<int, int> heights_;  ///< by width, of the present text
};

}  // namespace podwire::ui
