// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

namespace podwire::ui {

int TextLabel::heightForWidth(int width) const {
    if (measured_ != text() || measuredFont_ != font()) {
        heights_.clear();
        measured_ = text();
        measuredFont_ = font();
    }
    const auto known = heights_.constFind(width);
    return known != heights_.constEnd() ? *known : *heights_.insert(width, QLabel::heightForWidth(width));
}

}  // namespace podwire::ui
