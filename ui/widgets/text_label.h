// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QLabel>

namespace podwire::ui {

/// A label that wraps and remembers how high it is at which width. Nested layouts ask for it many times, and
/// shaping the text is what most of a page's layout costs.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    using QLabel::QLabel;
    [[nodiscard]] int heightForWidth(int width) const override;

private:
    mutable QString measured_;
    mutable QFont measuredFont_;
    mutable QHash<int, int> heights_;
};

}  // namespace podwire::ui
