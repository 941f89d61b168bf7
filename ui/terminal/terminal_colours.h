// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include "core/terminal/cell.h"
#include "ui/theme/tokens.h"

namespace podwire::ui {

/// What a cell is painted with.
struct CellColours {
    QColor ink;
    QColor ground;  ///< invalid: the terminal's own
};

/// The colours of a style, where the ink is brought to a contrast of at least 3:1 unless it is the ground's
/// very colour.
CellColours coloursOf(const terminal::Style& style, Scheme scheme);

/// The terminal's own ground and ink.
QColor terminalGround(Scheme scheme);
QColor terminalInk(Scheme scheme);

}  // namespace podwire::ui
