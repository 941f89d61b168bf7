// SPDX-FileCopyrightText: 2026 The Podwire authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

#include "ui/theme/tokens.h"

namespace podwire::ui {

QPalette paletteFor(const Tokens& tokens);

}  // namespace podwire::ui
